// A button that opens a small list of commands or choices. Arrows move, Enter chooses, Esc closes.
import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Icon } from "ui/Icon/Icon";
import { Check, type LucideIcon } from "ui/Icon/icons";
import { place } from "ui/Layer/place";
import css from "ui/Layer/Menu.module.css";

export interface MenuItem {
  key: string;
  text: string;
  icon?: LucideIcon;
  /** A choice among others: shown with a mark. */
  checked?: boolean;
  hint?: string;
  onChoose: () => void;
}
export interface MenuGroup {
  title?: string;
  items: MenuItem[];
}
export interface MenuProps {
  label: string;
  groups: MenuGroup[];
  className?: string;
  children: ReactNode;
}

export function Menu({ label, groups, className, children }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  // The rows exist once `open` is drawn; only then has the list a size.
  useLayoutEffect(() => {
    if (!open || !list.current || !button.current) return;
    place(list.current, button.current);
    list.current.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, [open]);
  const move = (event: KeyboardEvent) => {
    const all = rows();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const last = all.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[next]?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        popoverTarget={id}
      >
        {children}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={css.menu}
        onKeyDown={move}
        onToggle={(event) => {
          setOpen(event.newState === "open");
        }}
      >
        {open &&
          groups.map((group, i) => (
            <div key={group.title ?? i} role="group" aria-label={group.title} className={css.group}>
              {group.title && (
                <div className={css.title} aria-hidden>
                  {group.title}
                </div>
              )}
              {group.items.map((item) => (
                <Row key={item.key} item={item} close={() => list.current?.hidePopover()} />
              ))}
            </div>
          ))}
      </div>
    </>
  );
}

function Row({ item, close }: { item: MenuItem; close: () => void }) {
  const choice = item.checked !== undefined;
  return (
    <button
      type="button"
      role={choice ? "menuitemradio" : "menuitem"}
      aria-checked={choice ? item.checked : undefined}
      tabIndex={-1}
      className={css.item}
      onClick={() => {
        close();
        item.onChoose();
      }}
    >
      <span className={css.sign}>
        {choice
          ? item.checked && <Icon of={Check} size={16} />
          : item.icon && <Icon of={item.icon} size={16} />}
      </span>
      <span className={css.text}>{item.text}</span>
      {item.hint && <kbd className={css.hint}>{item.hint}</kbd>}
    </button>
  );
}

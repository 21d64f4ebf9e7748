// Layers over the page: a dialog in the middle, a sheet at the side (on a phone: from below). The native element traps focus, closes on Esc and gives the focus back.
import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { X } from "ui/Icon/icons";
import css from "ui/Layer/Dialog.module.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** "dialog" in the middle; "sheet" at the right, from below on a phone; "top" where the palette hangs. */
  shape?: "dialog" | "sheet" | "top";
  /** Not modal: the page beside it stays usable (wide screens only). */
  beside?: boolean;
  /** Something typed would be lost: a press outside does not close it. */
  dirty?: boolean;
  /** The title is said, not shown. */
  bare?: boolean;
  alert?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}

export function Dialog(props: DialogProps) {
  const { open, onClose, title, shape = "dialog", dirty, bare, actions, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useOpen(ref, open, props.beside ? "beside" : "modal");
  const t = useT();
  return (
    <dialog
      ref={ref}
      className={`${css.dialog} ${css[shape]} ${props.beside ? css.beside : ""}`}
      aria-labelledby={id}
      role={props.alert ? "alertdialog" : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current && !dirty && !props.beside) onClose();
      }}
    >
      {open && (
        <div className={css.inside}>
          <header className={bare ? "visually-hidden" : css.head}>
            <h2 id={id}>{title}</h2>
            {!bare && <IconButton icon={X} label={t("layer.close")} onClick={onClose} />}
          </header>
          <div className={css.body}>{children}</div>
          {actions && <footer className={css.foot}>{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}

function useOpen(ref: RefObject<HTMLDialogElement | null>, open: boolean, how: "modal" | "beside") {
  useEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    const before = document.activeElement;
    // Over a modal layer everything that is not modal is inert.
    if (how === "modal" || document.querySelector("dialog:modal")) dialog.showModal();
    else dialog.show();
    // What one came for, where it is marked; else the browser's choice, which is the button that closes.
    dialog.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [ref, open, how]);
}

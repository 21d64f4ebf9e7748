// The messages of a conversation, newest at the end: only what is seen is in the page, the end is followed while one stands there, and what one reads stays where it is when older ones come. Arrows, j and k lead from message to message.
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useSetting } from "app/settings";
import { IconButton } from "ui/Button/Button";
import { ArrowDown } from "ui/Icon/icons";
import { rowAfter } from "ui/VirtualList/list";
import css from "ui/TalkList/TalkList.module.css";

const kGuess = 64; // pixels of a message that was never drawn
const kTop = 48; // pixels above the first
const kNear = 10; // messages before the first that is drawn

export interface TalkListProps {
  label: string;
  count: number;
  /** How many there are on the server; `count` of them, the newest, are held. */
  total?: number;
  keyOf: (index: number) => string;
  /** Says a message: who, when. */
  nameOf: (index: number) => string;
  row: (index: number) => ReactNode;
  /** Above the first message. */
  top?: ReactNode;
  /** The first message that is held is near. */
  onTop?: () => void;
  /** Enter on a message. */
  onOpen?: (index: number) => void;
  busy?: boolean;
  /** What the button says that leads to the end. */
  newest: string;
}

export function TalkList(props: TalkListProps) {
  const { label, count, keyOf, row, onTop, busy, newest } = props;
  const total = Math.max(count, props.total ?? 0);
  const scroller = useRef<HTMLDivElement>(null);
  const letters = useSetting("letterKeys");
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => kGuess,
    getItemKey: keyOf,
    overscan: 8,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: 80,
    paddingStart: kTop,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const shown = count > 0;
  useLayoutEffect(() => {
    if (shown) virtual.scrollToEnd();
  }, [shown, virtual]);
  useEffect(() => {
    if (shown && first < kNear) onTop?.();
  }, [shown, first, count, onTop]);

  const focus = (index: number) => {
    virtual.scrollToIndex(index, { align: "auto" });
    const go = () => {
      const at = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`);
      at?.focus({ preventScroll: true });
      return Boolean(at);
    };
    if (!go()) requestAnimationFrame(go);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const at = Number(target.closest<HTMLElement>("[data-index]")?.dataset.index ?? -1);
    if (event.key === "Enter" && target.matches("article") && props.onOpen) {
      event.preventDefault();
      props.onOpen(at);
      return;
    }
    const next = rowAfter(event, at, { count, rowHeight: kGuess, letters });
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    focus(Math.max(0, Math.min(count - 1, next)));
  };
  const chosen = current !== undefined && items.some(({ key }) => key === current);
  return (
    <div className={css.frame}>
      <div ref={scroller} className={css.scroller}>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it has one of two roles */}
        <div
          role={shown ? "feed" : "group"} // a feed has articles
          aria-label={label}
          aria-busy={busy}
          className={css.list}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          <div className={css.top}>{props.top}</div>
          {items.map((item) => {
            const last = item.index === count - 1;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={css.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <article
                  aria-label={props.nameOf(item.index)}
                  aria-posinset={total - count + item.index + 1}
                  aria-setsize={total}
                  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- articles of a feed take the focus (WAI-ARIA)
                  tabIndex={(chosen ? item.key === current : last) ? 0 : -1}
                  className={css.message}
                  onFocus={() => setCurrent(String(item.key))}
                >
                  {row(item.index)}
                </article>
              </div>
            );
          })}
        </div>
      </div>
      {shown && !virtual.isAtEnd(200) && (
        <div className={css.newest} data-print="never">
          <IconButton icon={ArrowDown} label={newest} onClick={() => virtual.scrollToEnd()} />
        </div>
      )}
    </div>
  );
}

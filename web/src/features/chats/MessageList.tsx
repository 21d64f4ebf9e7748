// The messages that are in the page. Near an edge it asks for more; what one reads stays where it is.
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type { Item } from "api/types";
import {
  type Anchor,
  anchorOf,
  elementOf,
  pin,
  standAt,
  topIn,
  useResize,
} from "features/chats/standing";
import type { Side } from "features/chats/track";
import type { Goal } from "features/chats/model";
import { useStable } from "features/chats/stable";
import { useT } from "i18n/index";
import { onPaper } from "ui/Print/usePrinting";
import css from "features/chats/Reader.module.css";

const kRestMs = 120;
/** Screens of messages beyond an edge: at rest, and while one scrolls. */
const kAtRest = 2;
const kMoving = 0.75;

/** What is at the top, and whether the heading of its day is seen there. */
export interface Standing extends Anchor {
  atEnd: boolean;
  heading: boolean;
}

export interface MessageListHandle {
  /** The focus goes to a message; it is scrolled as little as needed. */
  focus: (id: number) => boolean;
  /** Presses what a message offers first: its quote, or all of its words. */
  open: (id: number | undefined) => void;
  /** Whether something of a message is seen. */
  sees: (id: number) => boolean;
}

export interface MessageListProps {
  items: readonly Item[];
  /** Draws a message; its element carries data-id. */
  children: (item: Item, index: number) => ReactNode;
  goal: Goal | undefined;
  busy: boolean;
  ends: Readonly<Record<Side, boolean>>;
  onMore: (side: Side) => void;
  onStand: (standing: Standing) => void;
  /** Above the first message of the conversation. */
  beginning: ReactNode;
  /** Arrows, Home and End inside the messages. */
  onKey: (key: string) => boolean;
  handle: Ref<MessageListHandle>;
}

export function MessageList(props: MessageListProps) {
  const { items, goal, busy, ends, handle } = props;
  const { onMore, onStand } = useStable({ onMore: props.onMore, onStand: props.onStand });
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | undefined>(undefined);
  const reached = useRef(0);
  const rest = useRef(0);

  const note = useCallback(() => {
    if (onPaper()) return;
    const [outer, inner] = [scroller.current, list.current];
    const found = outer && inner && anchorOf(outer, inner);
    if (!found) return;
    anchor.current = found;
    const heading = elementOf(inner, found.id)?.querySelector("[data-day]");
    const atEnd = outer.scrollHeight - outer.scrollTop - outer.clientHeight < 40;
    onStand({ ...found, atEnd, heading: heading ? topIn(outer, heading) > 0 : false });
  }, [onStand]);

  const check = useCallback(
    (screens: number) => {
      const { current: box } = scroller;
      if (!box || onPaper()) return;
      const room = box.clientHeight * screens;
      if (box.scrollTop < room) onMore("before");
      if (box.scrollHeight - box.scrollTop - box.clientHeight < room) onMore("after");
    },
    [onMore],
  );

  // Before anything is seen: the goal, else what one reads, stands where it should.
  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, list.current];
    if (!outer || !inner || onPaper()) return;
    if (goal && goal.serial !== reached.current) {
      reached.current = goal.serial;
      standAt(outer, inner, goal);
    } else if (anchor.current) pin(outer, inner, anchor.current);
    note();
  });
  useLayoutEffect(() => check(kAtRest), [items, goal, check]);

  useResize([scroller, list], () => {
    if (scroller.current && list.current && anchor.current && !onPaper())
      pin(scroller.current, list.current, anchor.current);
    note();
    check(kAtRest);
  });

  useImperativeHandle(handle, () => ({
    focus(id) {
      const element = list.current && elementOf(list.current, id);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
      return Boolean(element);
    },
    open(id) {
      if (id === undefined || !list.current) return;
      elementOf(list.current, id)?.querySelector<HTMLElement>("[data-open]")?.click();
    },
    sees(id) {
      const box = scroller.current?.getBoundingClientRect();
      const one = list.current && elementOf(list.current, id)?.getBoundingClientRect();
      return Boolean(box && one && one.bottom > box.top && one.top < box.bottom);
    },
  }));

  const onScroll = () => {
    note();
    check(kMoving);
    clearTimeout(rest.current);
    rest.current = window.setTimeout(() => check(kAtRest), kRestMs);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey) return leave(event);
    // Enter on something inside a message is its own.
    if (event.key === "Enter" && !(event.target as HTMLElement).matches("[data-id]")) return;
    if (event.altKey || event.metaKey || event.shiftKey || !props.onKey(event.key)) return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={css.scroller} onScroll={onScroll}>
      {ends.before ? props.beginning : <div className={css.edge} aria-hidden />}
      <div
        ref={list}
        role="feed"
        onKeyDown={onKeyDown}
        aria-label={t("chats.messages")}
        aria-busy={busy}
        className={css.messages}
      >
        {items.map((item, i) => props.children(item, i))}
      </div>
      {!ends.after && <div className={css.edge} aria-hidden />}
    </div>
  );
}

/** A feed is left with Ctrl+End and Ctrl+Home (WAI-ARIA). */
function leave(event: KeyboardEvent<HTMLDivElement>) {
  if (event.key !== "End" && event.key !== "Home") return;
  const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, [tabindex='0']")];
  const outside = all.filter((one) => !event.currentTarget.contains(one) && one.offsetParent);
  const before = outside.filter(
    (one) => one.compareDocumentPosition(event.currentTarget) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const next = event.key === "Home" ? before.at(-1) : outside[before.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

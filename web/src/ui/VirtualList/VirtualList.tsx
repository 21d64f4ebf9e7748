// A long list of rows of one height. Only what is seen is in the page; arrows, j and k, Home and End move through it, Enter opens.
import { useVirtualizer, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useSetting } from "app/settings";
import { rowAfter, useListMargin } from "ui/VirtualList/list";
import css from "ui/VirtualList/VirtualList.module.css";

export interface VirtualListProps {
  label: string;
  count: number;
  /** Pixels; a token cannot be read during the layout. */
  rowHeight: number;
  keyOf: (index: number) => string | number;
  /** A row holds one link or button: it receives the focus. */
  row: (index: number) => ReactNode;
  /** "page": the page scrolls. "inside": the list itself does. */
  scroll?: "page" | "inside";
  className?: string;
}

export function VirtualList(props: VirtualListProps) {
  return props.scroll === "inside" ? <Inside {...props} /> : <OnPage {...props} />;
}

function OnPage(props: VirtualListProps) {
  const ref = useRef<HTMLUListElement>(null);
  const margin = useListMargin(ref);
  const virtual = useWindowVirtualizer({
    count: props.count,
    estimateSize: () => props.rowHeight,
    overscan: 8,
    scrollMargin: margin,
    getItemKey: props.keyOf,
  });
  return <Rows {...props} listRef={ref} virtual={virtual} margin={margin} />;
}

function Inside(props: VirtualListProps) {
  const ref = useRef<HTMLUListElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: props.count,
    estimateSize: () => props.rowHeight,
    overscan: 8,
    getScrollElement: () => scroller.current,
    getItemKey: props.keyOf,
  });
  return (
    <div ref={scroller} className={`${css.inside} ${props.className ?? ""}`}>
      <Rows {...props} className={undefined} listRef={ref} virtual={virtual} margin={0} />
    </div>
  );
}

interface RowsProps extends VirtualListProps {
  listRef: React.RefObject<HTMLUListElement | null>;
  virtual:
    | ReturnType<typeof useWindowVirtualizer>
    | ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;
  margin: number;
}

function Rows({ label, count, row, listRef, virtual, margin, rowHeight, className }: RowsProps) {
  const letters = useSetting("letterKeys");
  const focusRow = (index: number) => {
    virtual.scrollToIndex(index);
    const focus = () => {
      const item = listRef.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      item?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
      return item !== null && item !== undefined;
    };
    if (!focus()) requestAnimationFrame(focus);
  };
  const onKey = (event: KeyboardEvent) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    const at = Number(item?.dataset.index ?? -1);
    const next = rowAfter(event, at, { count, rowHeight, letters });
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    focusRow(Math.max(0, Math.min(count - 1, next)));
  };
  return (
    <ul
      ref={listRef}
      aria-label={label}
      data-rows
      className={`${css.list} ${className ?? ""}`}
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKey}
    >
      {virtual.getVirtualItems().map((item) => (
        <li
          key={item.key}
          data-index={item.index}
          aria-posinset={item.index + 1}
          aria-setsize={count}
          className={css.row}
          style={{ height: item.size, transform: `translateY(${item.start - margin}px)` }}
        >
          {row(item.index)}
        </li>
      ))}
    </ul>
  );
}

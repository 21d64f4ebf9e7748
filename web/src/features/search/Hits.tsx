// The hits on the thread. Only those near the window are in the page; arrows, j and k move, Enter opens the reader there.
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from "react";
import type { Hit as Found } from "api/types";
import { useKeys } from "app/keys";
import { useSetting } from "app/settings";
import { Context } from "features/search/Context";
import { wordsOf } from "features/search/edit";
import { remember } from "features/search/recent";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { ChevronDown } from "ui/Icon/icons";
import { Icon } from "ui/Icon/Icon";
import { Hit } from "ui/Hit/Hit";
import { PrintFoot } from "ui/Print/PrintFoot";
import { usePrinting } from "ui/Print/usePrinting";
import { rowAfter, useListMargin } from "ui/VirtualList/list";
import css from "features/search/Hits.module.css";

const kHeight = 78; // of a hit of one line; each is measured
const kAhead = 40; // hits before the end at which the next page is asked for

export interface HitsProps {
  /** What these hits answer; the field may be ahead of it. */
  q: string;
  hits: readonly Found[];
  total: number;
  more: boolean;
  loading: boolean;
  failed: boolean;
  onMore: () => void;
}

export const Hits = memo(({ q, hits, total, more, loading, failed, onMore }: HitsProps) => {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const margin = useListMargin(list);
  const virtual = useWindowVirtualizer({
    count: hits.length,
    estimateSize: () => kHeight,
    overscan: 8,
    scrollMargin: margin,
  });
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (id: number) =>
      setOpen((was) => new Set(was.has(id) ? [...was].filter((one) => one !== id) : [...was, id])),
    [],
  );
  const printing = usePrinting();
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const wanted = more && !printing && !loading && !failed && last >= hits.length - kAhead;
  useEffect(() => {
    if (wanted) onMore();
  }, [wanted, onMore]);
  useTop(q, margin);
  const focus = useFocusHit(list, hits.length, (index) => virtual.scrollToIndex(index));
  return (
    <>
      <ol
        ref={list}
        data-hits
        aria-label={t("search.hits")}
        className={css.hits}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={focus.onKey}
      >
        {(printing ? hits.map((_, index) => ({ index, start: 0 })) : items).map(
          ({ index, start }) => (
            // By place: another answer is written into the rows that are there, not into new ones.
            <Row
              key={index}
              hit={hits[index]!}
              index={index}
              total={total}
              q={q}
              top={start - margin}
              open={open.has(hits[index]!.id)}
              onToggle={toggle}
              measure={virtual.measureElement}
            />
          ),
        )}
      </ol>
      {(loading || failed) && (
        <p className={css.more} role="status">
          {failed ? t("search.moreFailed") : t("search.more")}
          {failed && <Button onClick={onMore}>{t("state.retry")}</Button>}
        </p>
      )}
      <PrintFoot count={hits.length} total={total} query={q} />
    </>
  );
});

interface RowProps {
  hit: Found;
  index: number;
  total: number;
  q: string;
  top: number;
  open: boolean;
  onToggle: (id: number) => void;
  measure: (element: HTMLElement | null) => void;
}

const Row = memo(({ hit, index, total, q, top, open, onToggle, measure }: RowProps) => {
  const t = useT();
  return (
    <li
      ref={measure}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={css.hit}
      style={{ transform: `translateY(${top}px)` }}
      onClickCapture={(event) => {
        if ((event.target as HTMLElement).closest("a")) remember(q);
      }}
    >
      <Hit hit={hit} q={wordsOf(q)} />
      <button
        type="button"
        className={css.toggle}
        aria-expanded={open}
        onClick={() => onToggle(hit.id)}
      >
        <span className={open ? css.up : ""}>
          <Icon of={ChevronDown} size={16} />
        </span>
        {t("search.context")}
      </button>
      {open && <Context hit={hit} />}
    </li>
  );
});

/** Another query begins at its first hit. */
function useTop(q: string, margin: number) {
  const before = useRef(q);
  useEffect(() => {
    if (before.current === q) return;
    before.current = q;
    if (scrollY > margin) scrollTo({ top: 0, behavior: "instant" });
  }, [q, margin]);
}

function useFocusHit(
  list: React.RefObject<HTMLElement | null>,
  count: number,
  reveal: (index: number) => void,
) {
  const t = useT();
  const letters = useSetting("letterKeys");
  const rowOf = (target: EventTarget | null) =>
    Number(
      (target as HTMLElement | null)?.closest<HTMLElement>("[data-hits] > li")?.dataset.index ?? -1,
    );
  const focus = (index: number) => {
    const to = Math.max(0, Math.min(count - 1, index));
    reveal(to);
    const link = () => list.current?.querySelector<HTMLElement>(`[data-index="${to}"] a`);
    if (link()) link()?.focus({ preventScroll: true });
    else requestAnimationFrame(() => link()?.focus({ preventScroll: true }));
  };
  const step = (by: number) => () => focus(rowOf(document.activeElement) + by);
  useKeys([
    { keys: "n", text: t("search.next"), run: step(1) },
    { keys: "Shift+n", text: t("search.previous"), run: step(-1) },
    { keys: "j", text: t("search.next"), run: step(1) },
    { keys: "k", text: t("search.previous"), run: step(-1) },
  ]);
  const onKey = (event: KeyboardEvent) => {
    const at = rowOf(event.target);
    const next = rowAfter(event, at, { count, rowHeight: kHeight, letters });
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "ArrowUp" && at === 0)
      document.querySelector<HTMLElement>("[data-search]")?.focus();
    else focus(next);
  };
  return { onKey };
}

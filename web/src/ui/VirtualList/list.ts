// What lists of rows that are not all in the page share: where they begin, and where a key leads.
import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";

/** Where the list begins in the page, which changes with what stands above it. */
export function useListMargin(list: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () =>
      setMargin(list.current ? list.current.getBoundingClientRect().top + scrollY : 0);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [list]);
  return margin;
}

export interface Rows {
  count: number;
  rowHeight: number;
  /** j and k move too. */
  letters: boolean;
}

/** The row that a key leads to from row `at`, not yet kept inside the list; undefined: not a key of lists. */
export function rowAfter(
  event: KeyboardEvent,
  at: number,
  { count, rowHeight, letters }: Rows,
): number | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const page = Math.max(1, Math.floor(innerHeight / rowHeight) - 2);
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
    ...(letters ? { j: at + 1, k: at - 1 } : {}),
  };
  return steps[event.key];
}

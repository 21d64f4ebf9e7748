// Keeps what one reads where it is while messages come and go above it: the message at the top of what is seen is the anchor.
import { type RefObject, useEffect, useRef } from "react";

/** A message and how far its top lies below the top of what is seen, in pixels. */
export interface Anchor {
  id: number;
  top: number;
  /** How far was scrolled when this was measured. */
  scrolled: number;
}

const idOf = (element: Element) => Number((element as HTMLElement).dataset.id);
export const elementOf = (list: HTMLElement, id: number): HTMLElement | null =>
  list.querySelector(`[data-id="${id}"]`);

/** How far below the top of the scroller an element begins. */
export const topIn = (scroller: HTMLElement, element: Element): number =>
  element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

/** The first message of which something is seen. O(log messages) measurements. */
export function anchorOf(scroller: HTMLElement, list: HTMLElement): Anchor | undefined {
  const top = scroller.getBoundingClientRect().top;
  const { children } = list;
  let [low, high] = [0, children.length - 1];
  if (high < 0) return undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle]!.getBoundingClientRect().bottom <= top + 1) low = middle + 1;
    else high = middle;
  }
  const found = children[low]!;
  const { scrollTop: scrolled } = scroller;
  return { id: idOf(found), top: found.getBoundingClientRect().top - top, scrolled };
}

/**
 * Scrolls so that the anchor stands where it stood; what was scrolled since, and not told yet, stays
 * scrolled. False when it is gone.
 */
export function pin(scroller: HTMLElement, list: HTMLElement, anchor: Anchor): boolean {
  const element = elementOf(list, anchor.id);
  if (!element) return false;
  const moved = topIn(scroller, element) - (anchor.top - (scroller.scrollTop - anchor.scrolled));
  if (Math.abs(moved) > 0.01) scroller.scrollTop += moved;
  return true;
}

/** Scrolls so that a message stands as wanted: a number is its distance from the top. */
export function standAt(
  scroller: HTMLElement,
  list: HTMLElement,
  goal: { id: number; align: "start" | "center" | "end" | number },
) {
  const element = elementOf(list, goal.id);
  if (!element) return;
  const room = scroller.clientHeight;
  const { height } = element.getBoundingClientRect();
  const tops = { start: 0, center: Math.max(48, (room - height) / 2), end: room - height };
  const wanted = typeof goal.align === "number" ? goal.align : tops[goal.align];
  if (goal.align === "end") scroller.scrollTop = scroller.scrollHeight;
  else scroller.scrollTop += topIn(scroller, element) - wanted;
}

/** Told when the scroller or what is in it changes its size. */
export function useResize(refs: readonly RefObject<HTMLElement | null>[], told: () => void) {
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    const watch = new ResizeObserver(() => latest.current());
    for (const { current } of refs) if (current) watch.observe(current);
    return () => watch.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the elements live as long as the list
  }, []);
}

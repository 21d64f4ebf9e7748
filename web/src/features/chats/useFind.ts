// Find in this conversation: words in the address, hits, and the way from one to the next.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Item } from "api/types";
import { withinChat } from "features/chats/hits";
import { type Mark, marksIn } from "features/chats/pieces";
import { type Hits, useHits } from "features/chats/useHits";
import type { Place } from "features/chats/usePlace";

export interface Finding {
  open: boolean;
  start: () => void;
  close: () => void;
  hits: Hits;
  step: (by: 1 | -1) => void;
  marks: ReadonlyMap<number, readonly Mark[]>;
}

interface Where {
  /** The value of in: for this conversation. */
  chat: string;
  place: Place;
  items: readonly Item[];
  monthOf: (ts: number) => string;
  /** What is at the top of what is seen. */
  top: () => Item | undefined;
}

export function useFind({ chat, place, items, monthOf, top }: Where): Finding {
  const { q, m } = place;
  const [open, setOpen] = useState(q !== "");
  const [first, last] = [items[0], items.at(-1)];
  const hits = useHits({
    query: useMemo(() => withinChat(chat, q), [chat, q]),
    target: m,
    months: first && last ? [monthOf(first.ts), monthOf(last.ts)] : undefined,
    monthOf,
  });
  const go = async (which: ReturnType<Hits["next"]>) => {
    const hit = await which;
    if (hit) place.travel({ m: hit.id }, "replace");
  };
  const nearest = () => go(hits.nearest(top()));
  useFirstHit(hits, m !== undefined, () => void nearest());
  const marks = useMemo(() => {
    const out = new Map<number, readonly Mark[]>();
    for (const item of items) {
      const hit = hits.byId.get(item.id);
      if (hit) out.set(item.id, marksIn(item.text, hit));
    }
    return out;
  }, [items, hits.byId]);
  return {
    open: open || q !== "",
    start: () => {
      setOpen(true);
      const field = document.querySelector<HTMLInputElement>("[data-find]");
      field?.focus();
      field?.select();
    },
    close: () => {
      setOpen(false);
      place.setText("");
    },
    hits,
    marks,
    step: (by) => {
      if (!hits.query) return setOpen(true);
      if (hits.total > 0) void (hits.number === undefined ? nearest() : go(hits.next(by)));
    },
  };
}

/** New words lead to the nearest hit at once; an address that names a message stays there. */
function useFirstHit(hits: Hits, named: boolean, lead: () => void) {
  const led = useRef(named ? hits.query : "");
  const { query, total } = hits;
  const counted = hits.found !== undefined;
  const latest = useRef(lead);
  useEffect(() => {
    latest.current = lead;
  });
  useEffect(() => {
    if (!query) led.current = "";
    if (!counted || query === led.current) return;
    led.current = query;
    if (total > 0) latest.current();
  }, [query, counted, total]);
}

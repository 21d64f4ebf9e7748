// The address of the reader and where it stands: m (a message), at (a day), q (words). Going back shows what one saw.
import { useCallback, useEffect, useRef } from "react";
import { toChat } from "app/links";
import { go, useLocation } from "app/router";
import type { Anchor } from "features/chats/standing";
import type { ReaderModel, Wanted } from "features/chats/model";
import { isDay } from "lib/day";

const kRemembered = 200;
/** Where one stood, for each entry of the history. */
const stood = new Map<string, Pick<Anchor, "id" | "top">>();

export interface Place {
  /** The message the address names. */
  m: number | undefined;
  q: string;
  /** To a message or day; "push": going back leads here again. */
  travel: (to: { m: number } | { at: string }, how: "push" | "replace") => void;
  setText: (q: string) => void;
  /** Remembered for this entry of the history. */
  stand: (anchor: Pick<Anchor, "id" | "top">) => void;
}

const numberOf = (text: string | undefined): number | undefined =>
  text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

function wantedBy(m: number | undefined, at: string | undefined): Wanted | undefined {
  if (m !== undefined) return { m };
  return at !== undefined && isDay(at) ? { at } : undefined;
}

export function usePlace(id: string, open: ReaderModel["open"]): Place {
  const { query, key, hash } = useLocation();
  const m = numberOf(query.m);
  const { at, q = "" } = query;
  const arrived = useRef<string | undefined>(undefined);
  useEffect(() => {
    const another = arrived.current !== key;
    arrived.current = key;
    const before = another ? stood.get(key) : undefined;
    if (before) return open({ m: before.id, top: before.top });
    const wanted = wantedBy(m, at);
    if (wanted) open(wanted);
    else if (another) open("end");
  }, [key, m, at, open]);
  const travel: Place["travel"] = useCallback(
    (to, how) => {
      const next = toChat(id, { ...to, q });
      if (next === hash) open(to);
      else go(next, how);
    },
    [id, q, hash, open],
  );
  const setText = useCallback(
    (next: string) => go(toChat(id, { m, at, q: next }), "replace"),
    [id, m, at],
  );
  const stand = useCallback(
    ({ id, top }: Pick<Anchor, "id" | "top">) => {
      stood.delete(key);
      stood.set(key, { id, top });
      if (stood.size > kRemembered) stood.delete(stood.keys().next().value!);
    },
    [key],
  );
  return { m, q, travel, setText, stand };
}

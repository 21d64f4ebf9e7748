// Moving by message and by day.
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { askOptions } from "api/query";
import { chatWindow } from "api/surfaces/kith";
import type { Item } from "api/types";
import { useTimes } from "app/format";
import type { MessageListHandle } from "features/chats/MessageList";
import type { Anchor } from "features/chats/standing";
import type { Track } from "features/chats/track";
import { addDays } from "lib/day";

export interface Steps {
  /** The message the keys act on. */
  current: number | undefined;
  choose: (id: number) => void;
  step: (by: 1 | -1) => void;
  /** The day before or after the one at the top; undefined at the ends. */
  dayBeside: (by: 1 | -1) => Promise<string | undefined>;
}

interface Around {
  chat: number;
  items: readonly Item[];
  track: Track | undefined;
  /** The message the address names: the first step leads on from it while it is seen. */
  target: number | undefined;
  /** What is at the top. */
  standing: RefObject<Anchor | undefined>;
  list: RefObject<MessageListHandle | null>;
}

export function useSteps({ chat, items, track, target, standing, list }: Around): Steps {
  const [current, choose] = useState<number | undefined>(undefined);
  const client = useQueryClient();
  const times = useTimes();
  // A message that has left the page is not the one the keys act on.
  const chosen = items.some((item) => item.id === current) ? current : undefined;
  const step = (by: 1 | -1) => {
    const named = target !== undefined && list.current?.sees(target) ? target : undefined;
    const from = chosen ?? named;
    const at = items.findIndex((item) => item.id === (from ?? standing.current?.id));
    const next = items[from === undefined ? at : at + by];
    if (next) list.current?.focus(next.id);
  };
  const dayOf = (item: Item) => times.dayOf(item.ts * 1000);
  const dayBeside: Steps["dayBeside"] = async (by) => {
    const held = track?.items ?? [];
    const at = held.findIndex((item) => item.id === standing.current?.id);
    const top = held[at];
    if (!track || !top) return undefined;
    const day = dayOf(top);
    if (by === 1) {
      const next = held.slice(at).find((item) => dayOf(item) > day);
      if (next) return dayOf(next);
      return track.after === undefined ? undefined : addDays(day, 1);
    }
    const before = held.slice(0, at).findLast((item) => dayOf(item) < day);
    if (before) return dayOf(before);
    if (track.before === undefined) return undefined;
    const first = held.find((item) => dayOf(item) === day) ?? top;
    const page = await client.fetchQuery(
      askOptions(chatWindow(chat, { before: held[0]?.id ?? first.id }, 1)),
    );
    const item = page.items.at(-1);
    return item && dayOf(item);
  };
  return { current: chosen, choose, step, dayBeside };
}

// The reader without its looks: what is held of a conversation, which slice of it is drawn, where it shall stand. Asks for pages.
import type { ChatWindow, WindowAt } from "api/surfaces/kith";
import type { Item } from "api/types";
import {
  extended,
  firstAt,
  itemsOf,
  joined,
  placeOf,
  type Shown,
  shownAround,
  type Side,
  type Track,
  trackOf,
  wanted,
} from "features/chats/track";
import { startOfDay } from "lib/zone";

/** Where to stand: at a message (in the middle, or with its top at `top` pixels), at the beginning of a day, at the end. */
export type Wanted = { m: number; top?: number } | { at: string } | "end";

/** Which message is to stand where, once the slice with it is drawn. */
export interface Goal {
  id: number;
  align: "start" | "center" | "end" | number;
  serial: number;
}

export interface ReaderState {
  track?: Track;
  shown: Shown;
  /** The drawn slice; the same array until it changes. */
  items: readonly Item[];
  goal?: Goal;
  /** What failed last; the part that is there stays. */
  error: Error | null;
  /** A page is on its way. */
  busy: boolean;
}

/** Reads a page of the conversation; nothing given: the newest. */
export type ReadPage = (at?: WindowAt) => Promise<ChatWindow>;

/** A goal this far inside the drawn slice needs no other slice. */
const kInside = 20;

const windowAt = (target: Wanted): WindowAt | undefined => {
  if (target === "end") return undefined;
  return "m" in target ? { around: target.m } : { at: target.at };
};

const alignOf = (target: Wanted): Goal["align"] => {
  if (target === "end") return "end";
  return "m" in target ? (target.top ?? "center") : "start";
};

export class ReaderModel {
  private state: ReaderState = { shown: { from: 0, to: 0 }, items: [], error: null, busy: true };
  private readonly listeners = new Set<() => void>();
  private readonly loading = new Map<Side, number>();
  private serial = 0;
  private again: () => void = () => {};

  constructor(
    private readonly read: ReadPage,
    private readonly zone: string,
  ) {}

  get = (): ReaderState => this.state;
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** A message that is held. O(items). */
  itemOf = (id: number | undefined): Item | undefined =>
    this.state.track?.items.find((item) => item.id === id);

  /** Goes there; what is held already is not asked for, unless it is wanted anew. */
  open = (target: Wanted, how?: "anew"): void => {
    const mine = ++this.serial;
    const held = how === "anew" ? undefined : this.state.track;
    const id = held && this.targetIn(held, target);
    if (held && id !== undefined) return this.stand(held, id, target);
    this.put({ busy: true, error: null });
    this.loading.clear();
    this.read(windowAt(target)).then(
      (page) => {
        if (this.serial !== mine) return;
        const track = trackOf(page);
        this.stand(track, this.targetIn(track, target) ?? this.answerTo(track, target), target);
      },
      (error: Error) => {
        if (this.serial !== mine) return;
        this.again = () => this.open(target, how);
        this.put({ error, busy: false });
      },
    );
  };

  /** Draws more at a side, and asks for more in time. */
  more = (side: Side): void => {
    const { track, shown, error } = this.state;
    if (!track) return;
    const next = extended(track, shown, side);
    if (next !== shown) this.put({ shown: next });
    const id = wanted(track, next, side);
    if (id !== undefined && !error) this.load(side, id);
  };

  /** What failed last, again. */
  retry = (): void => {
    this.put({ error: null });
    this.again();
  };

  private put(part: Partial<ReaderState>) {
    const next = { ...this.state, ...part };
    const { track, shown } = next;
    if (track !== this.state.track || shown !== this.state.shown) {
      const items = track ? itemsOf(track, shown) : [];
      // A page that only joined what is held changes nothing that is drawn.
      const before = this.state.items;
      const same = items.length === before.length && items.every((item, i) => item === before[i]);
      next.items = same ? before : items;
    }
    this.state = next;
    for (const listener of this.listeners) listener();
  }

  /** The message that stands for what is wanted; undefined: it is not held. */
  private targetIn(track: Track, target: Wanted): number | undefined {
    if (target === "end") return track.after === undefined ? track.items.at(-1)?.id : undefined;
    if ("m" in target) return placeOf(track, target.m) === undefined ? undefined : target.m;
    return firstAt(track, startOfDay(this.zone, target.at) / 1000)?.id;
  }

  /** A page that was asked for by its time begins there, or holds the last messages. */
  private answerTo({ items }: Track, target: Wanted): number | undefined {
    const since = typeof target === "object" && "at" in target && startOfDay(this.zone, target.at);
    const found = since && items.find((item) => item.ts * 1000 >= since);
    return (found || items.at(-1))?.id;
  }

  private stand(track: Track, id: number | undefined, target: Wanted) {
    const place = (id === undefined ? undefined : placeOf(track, id)) ?? track.first;
    const before = this.state;
    const inside =
      track === before.track &&
      place >= before.shown.from + kInside &&
      place < before.shown.to - kInside;
    this.put({
      track,
      shown: inside ? before.shown : shownAround(track, place),
      goal: id === undefined ? undefined : { id, align: alignOf(target), serial: ++this.serial },
      error: null,
      busy: false,
    });
  }

  private load(side: Side, id: number) {
    if (this.loading.get(side) === id) return;
    this.loading.set(side, id);
    this.put({ busy: true });
    // Another conversation, or another part of this one, may have been opened meanwhile.
    const mine = () => this.loading.get(side) === id && this.state.track?.[side] === id;
    this.read(side === "before" ? { before: id } : { after: id }).then(
      (page) => {
        if (!mine()) return;
        this.loading.delete(side);
        this.put({ track: joined(this.state.track!, page, side), busy: this.loading.size > 0 });
      },
      (error: Error) => {
        if (!mine()) return;
        this.loading.delete(side);
        this.again = () => this.load(side, id);
        this.put({ error, busy: this.loading.size > 0 });
      },
    );
  }
}

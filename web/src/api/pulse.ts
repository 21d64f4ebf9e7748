// X11, the only stream that lasts: jobs, new generations, what left. One tab reads it and tells the
// others. It comes back by itself, slower after each failure, from where it was (Last-Event-ID), and
// rests in tabs that nobody has looked at for five minutes.
import { send } from "api/client";
import { leadByLock, leadByTalk, type Channel, type Work } from "api/leader";
import { jsonOf, readEvents, type SseEvent } from "api/sse";
import { backoff } from "lib/backoff";

export const kHiddenRest = 5 * 60_000;
export const kDead = 45_000; // the server comments every 15 s; silence beyond this is a dead line
const kName = "kith.pulse";

export interface PulseState {
  state: "connecting" | "open" | "lost" | "resting";
  /** Unix milliseconds since when it is so. */
  since: number;
  /** When it is lost: the next attempt, and how many have failed. */
  retryAt?: number;
  failures: number;
}

export interface PulseListener {
  /** An event of the server; `data` is its JSON. */
  event?: (name: string, data: unknown) => void;
  /** Connected. `again`: it was lost in between, and something may have been missed. */
  open?: (again: boolean) => void;
}

type Told =
  | { kind: "event"; event: SseEvent }
  | { kind: "state"; state: PulseState }
  | { kind: "hello" };

export interface PulseOptions {
  address?: string;
  /** How tabs hear of each other; null: this tab is alone. */
  channel?: ((name: string) => Channel) | null;
  locks?: LockManager | null;
  random?: () => number;
}

const openChannel = (name: string): Channel => new BroadcastChannel(name);

export class Pulse {
  private current: PulseState = { state: "connecting", since: Date.now(), failures: 0 };
  private readonly listeners = new Set<PulseListener>();
  private readonly watchers = new Set<() => void>();
  private lastId = "";
  private opened = false;
  private leader: AbortSignal | undefined; // of the work while this tab leads
  private stopping: AbortController | undefined;
  private election: AbortController | undefined;
  private channel: Channel | undefined;
  private wake: () => void = () => {};
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: PulseOptions = {}) {}

  /** For useSyncExternalStore. */
  readonly getState = (): PulseState => this.current;
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  /** Returns how to stop listening. */
  on(listener: PulseListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  start(): void {
    if (this.stopping) return;
    this.stopping = new AbortController();
    const make = this.options.channel === undefined ? this.broadcast() : this.options.channel;
    this.channel = make?.(kName);
    this.channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => this.hear(data));
    this.tell({ kind: "hello" });
    const { signal } = this.stopping;
    document.addEventListener("visibilitychange", this.seen, { signal });
    // A tab that goes says so; one that comes back from the browser's history begins again.
    window.addEventListener("pagehide", () => this.rest(), { signal });
    window.addEventListener("pageshow", this.seen, { signal });
    this.elect();
    this.seen();
  }

  /** Ends everything, for instance while the page is locked. start() begins anew. */
  stop(): void {
    this.election?.abort();
    this.stopping?.abort();
    this.stopping = undefined;
    clearTimeout(this.resting);
    this.channel?.close();
    this.channel = undefined;
    this.set({ state: "connecting", failures: 0 });
  }

  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void {
    this.wake();
  }

  private broadcast(): ((name: string) => Channel) | null {
    return typeof BroadcastChannel === "undefined" ? null : openChannel;
  }

  private readonly seen = (): void => {
    clearTimeout(this.resting);
    if (document.visibilityState === "hidden") {
      this.resting = setTimeout(() => this.rest(), kHiddenRest);
    } else if (this.current.state === "resting") {
      this.set({ state: "connecting", failures: 0 });
      this.elect();
    } else this.wake();
  };

  private rest(): void {
    this.election?.abort();
    this.set({ state: "resting", failures: 0 });
  }

  private elect(): void {
    const { locks = typeof navigator === "undefined" ? null : (navigator.locks ?? null) } =
      this.options;
    this.election = new AbortController();
    const { signal } = this.election;
    if (locks && this.channel) void leadByLock(locks, kName, this.work, signal);
    else if (this.channel) {
      const make = this.options.channel ?? openChannel;
      const talk = make(`${kName}.leader`);
      void leadByTalk(talk, crypto.randomUUID(), this.work, signal).finally(() => talk.close());
    } else void this.work(signal);
  }

  private readonly work: Work = async (signal) => {
    this.leader = signal;
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.read(signal, () => (failures = 0));
      } catch {
        // Whatever ended it, the answer is the same: come back later.
      }
      if (signal.aborted) break;
      const wait = backoff(failures++, this.options.random);
      const since = this.current.state === "lost" ? this.current.since : Date.now();
      this.set({ state: "lost", failures, retryAt: Date.now() + wait, since });
      await this.sleep(wait, signal);
    }
    if (this.leader !== signal) return;
    this.leader = undefined;
    this.tell({ kind: "hello" }); // whoever leads now says how it is
  };

  private async read(signal: AbortSignal, connected: () => void): Promise<void> {
    const dead = new AbortController();
    let timer = setTimeout(() => dead.abort(), kDead);
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (this.lastId) headers["Last-Event-ID"] = this.lastId;
    try {
      const stop = AbortSignal.any([signal, dead.signal]);
      const response = await send(this.options.address ?? "/api/kith/events", {
        headers,
        timeout: 0,
        signal: stop,
      });
      if (!response.body) return;
      connected();
      this.set({ state: "open", failures: 0 });
      const alive = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => dead.abort(), kDead);
      };
      for await (const event of readEvents(response.body, alive)) {
        if (signal.aborted) return;
        this.tell({ kind: "event", event });
        this.give(event);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener("abort", this.wake, { once: true });
    });
  }

  private give(event: SseEvent): void {
    if (event.id) this.lastId = event.id;
    const data = jsonOf<unknown>(event);
    for (const listener of this.listeners) listener.event?.(event.event, data);
  }

  private hear(told: Told): void {
    if (told.kind === "hello") {
      if (this.leader) this.tell({ kind: "state", state: this.current });
    } else if (this.leader || this.current.state === "resting") return;
    else if (told.kind === "event") this.give(told.event);
    else this.enter(told.state);
  }

  private tell(told: Told): void {
    this.channel?.postMessage(told);
  }

  private set(state: Omit<PulseState, "since"> & { since?: number }): void {
    const next = { since: Date.now(), ...state };
    if (this.leader) this.tell({ kind: "state", state: next });
    this.enter(next);
  }

  private enter(next: PulseState): void {
    const before = this.current.state;
    this.current = next;
    for (const watcher of this.watchers) watcher();
    if (next.state !== "open" || before === "open") return;
    const again = this.opened;
    this.opened = true;
    for (const listener of this.listeners) listener.open?.(again);
  }
}

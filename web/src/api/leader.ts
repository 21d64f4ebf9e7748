// At most one tab of the browser does something: the others hear of it. The browser's locks decide
// where they exist (they do not on plain http to another machine); else tabs tell each other.

/** What is used of a BroadcastChannel. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(
    type: "message",
    listener: (event: MessageEvent) => void,
    options?: { signal?: AbortSignal },
  ): void;
  close(): void;
}

export const kBeat = 1000; // how often a leader says that it is there
export const kSilence = 3500; // after which the others look for a new one
export const kFirstLook = 500; // a leader that is there answers within this

/** Runs while this tab leads; its signal ends when it must stop. */
export type Work = (signal: AbortSignal) => Promise<void>;

/** By the browser's locks. Ends with `signal`. */
export async function leadByLock(
  locks: LockManager,
  name: string,
  work: Work,
  signal: AbortSignal,
): Promise<void> {
  try {
    await locks.request(name, { signal }, () => work(signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

interface Word {
  kind: "who" | "beat" | "bye";
  id: string;
}

class Talk {
  private heard = Date.now() - kSilence + kFirstLook;
  private leading: AbortController | undefined;

  constructor(
    private readonly channel: Channel,
    private readonly id: string,
    private readonly work: Work,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const listener = ({ data }: MessageEvent<Word>): void => this.hear(data);
    this.channel.addEventListener("message", listener, { signal: this.signal });
    this.say("who");
    const first = setTimeout(this.step, kFirstLook);
    const timer = setInterval(this.step, kBeat);
    await new Promise<void>((resolve) => {
      this.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    clearTimeout(first);
    clearInterval(timer);
    if (this.leading) this.say("bye");
  }

  private say(kind: Word["kind"]): void {
    this.channel.postMessage({ kind, id: this.id } satisfies Word);
  }

  private hear({ kind, id }: Word): void {
    if (kind === "who") {
      if (this.leading) this.say("beat");
    } else if (kind === "bye") {
      this.heard = 0;
      this.step();
    } else if (!this.leading || id < this.id) {
      this.heard = Date.now();
      this.leading?.abort();
      this.leading = undefined;
    }
  }

  private readonly step = (): void => {
    if (this.leading) return this.say("beat");
    if (Date.now() - this.heard < kSilence) return;
    this.leading = new AbortController();
    this.say("beat");
    this.work(AbortSignal.any([this.signal, this.leading.signal])).catch(() => {});
  };
}

/**
 * By talking: a leader beats every second; who hears nothing for 3.5 s leads. When two lead, the one
 * with the greater id steps back. Ends with `signal`.
 */
export async function leadByTalk(
  channel: Channel,
  id: string,
  work: Work,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted) await new Talk(channel, id, work, signal).run();
}

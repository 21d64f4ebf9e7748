// A WebSocket that comes back: open after the server's welcome, given up when nothing answers, and
// slower after each failure. What the frames mean is the business of api/talk.
import { backoff } from "lib/backoff";

export const kWelcomeMs = 5000; // from the attempt to the server's welcome
export const kPingMs = 25_000;
export const kPongMs = 5000; // a line that is silent so long after a ping is dead

export interface Link {
  /** "open" after the server's welcome. */
  state: "connecting" | "open" | "lost";
  /** When it is lost: the next attempt, Unix milliseconds. */
  retryAt?: number;
}

/** A frame of the server; its other keys depend on the type. */
export interface Frame {
  type: string;
  [key: string]: unknown;
}

/** What is used of a WebSocket, so that a test can play the server. */
export type Wire = Pick<WebSocket, "send" | "close" | "addEventListener">;

export interface SocketOptions {
  /** The address of the next attempt; may ask for a ticket first. */
  address: () => Promise<string>;
  onFrame: (frame: Frame) => void;
  onLink: (link: Link) => void;
  make?: (address: string) => Wire;
  random?: () => number;
}

/** The address of a user's socket, on the host the page came from. */
export function socketAddress(
  userId: string,
  params: Readonly<Record<string, string | undefined>> = {},
  origin: string = location.origin,
): string {
  const url = new URL(`/ws/${encodeURIComponent(userId)}`, origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  for (const [key, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(key, value);
  return url.href;
}

/** The frame of a text, unless it is none. */
export function frameOf(data: unknown): Frame | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const frame = JSON.parse(data) as Partial<Frame> | null;
    return typeof frame?.type === "string" ? (frame as Frame) : undefined;
  } catch {
    return undefined;
  }
}

type Timer = ReturnType<typeof setTimeout>;

export class Socket {
  private link: Link = { state: "connecting" };
  private wire: Wire | undefined;
  private attempt = 0; // names the newest attempt: what older ones say is not heard
  private failures = 0;
  private timers: Timer[] = [];
  private stopped = true;

  constructor(private readonly options: SocketOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    for (const name of ["online", "offline"]) addEventListener(name, this.doubt);
    document.addEventListener("visibilitychange", this.seen);
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    for (const name of ["online", "offline"]) removeEventListener(name, this.doubt);
    document.removeEventListener("visibilitychange", this.seen);
    this.drop();
  }

  /** False when it is not open: nothing was written. */
  send(frame: Frame): boolean {
    if (this.link.state !== "open" || !this.wire) return false;
    try {
      this.wire.send(JSON.stringify(frame));
      return true;
    } catch {
      return false;
    }
  }

  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void {
    if (this.stopped || this.link.state !== "lost") return;
    this.drop();
    void this.connect();
  }

  /** The network changed: the line is asked whether it still holds. It may, on this machine itself. */
  private readonly doubt = (): void => {
    if (this.link.state === "open") this.ping();
    else this.retryNow();
  };
  private readonly seen = (): void => {
    if (document.visibilityState === "visible") this.doubt();
  };

  private set(link: Link): void {
    this.link = link;
    this.options.onLink(link);
  }

  private later(ms: number, run: () => void): void {
    this.timers.push(setTimeout(run, ms));
  }

  private drop(): void {
    this.attempt++;
    this.timers.forEach(clearTimeout);
    this.timers = [];
    const { wire } = this;
    this.wire = undefined;
    wire?.close();
  }

  private async connect(): Promise<void> {
    const attempt = ++this.attempt;
    this.set({ state: "connecting" });
    this.later(kWelcomeMs, () => this.fail(attempt));
    try {
      const address = await this.options.address();
      if (attempt !== this.attempt) return;
      const make = this.options.make ?? ((to: string): Wire => new WebSocket(to));
      const wire = make(address);
      this.wire = wire;
      wire.addEventListener("close", () => this.fail(attempt));
      wire.addEventListener("message", ({ data }) => this.hear(attempt, data));
    } catch {
      this.fail(attempt); // no ticket, or an address that is none
    }
  }

  private hear(attempt: number, data: unknown): void {
    if (attempt !== this.attempt) return;
    const frame = frameOf(data);
    if (!frame) return;
    if (this.link.state === "open") this.alive();
    else if (frame.type === "welcome") {
      this.failures = 0;
      this.set({ state: "open" });
      this.alive();
    }
    if (frame.type !== "pong") this.options.onFrame(frame);
  }

  /** Something was heard: the next ping is a full pause away. */
  private alive(): void {
    this.timers.forEach(clearTimeout);
    this.timers = [];
    this.later(kPingMs, () => this.ping());
  }

  private ping(): void {
    const { attempt } = this;
    this.timers.forEach(clearTimeout);
    this.timers = [];
    this.later(kPongMs, () => this.fail(attempt));
    if (!this.send({ type: "ping", timestamp: Date.now() })) this.fail(attempt);
  }

  private fail(attempt: number): void {
    if (attempt !== this.attempt || this.stopped) return;
    this.drop();
    const wait = backoff(this.failures++, this.options.random);
    this.set({ state: "lost", retryAt: Date.now() + wait });
    this.later(wait, () => void this.connect());
  }
}

// A live conversation: its messages, what one sends and how far that has come. The socket (I06) carries
// it; I03 tells what was missed; I01 sends while the socket is down. A message is sent again only by
// whoever wrote it, under its first key, so that it is kept once.
import { answerOf } from "api/ask";
import { ApiError } from "api/errors";
import { type Frame, type Link, Socket, socketAddress, type Wire } from "api/socket";
import {
  kPage,
  liveRecords,
  messagesOf,
  sendMessage,
  ticketFor,
  type MessagePage,
} from "api/surfaces/live";
import { heard, type Spoken } from "api/talk-frames";
import { appended, changed, judged, kept, merged, type Problem, type Said } from "api/talk-log";

export const kAcknowledgeMs = 8000; // without an acknowledgement one looks whether it is there

export interface TalkState extends Spoken {
  link: Link;
  /** Of the first page. */
  state: "loading" | "ready" | "failed";
  error?: Error;
  older: "idle" | "loading" | "failed";
}

export interface TalkOptions {
  user: string;
  /** Sockets need a ticket (mode "secured"). */
  ticket?: boolean;
  make?: (address: string) => Wire;
  random?: () => number;
}

interface Waiting {
  /** The newest row when it was sent. */
  floor: number;
  /** It was written to a socket, or a request with it was answered: it may be there. */
  left: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/** More was missed than a page holds: what is older is read anew when one scrolls there. */
const apart = (said: readonly Said[], { messages }: MessagePage): boolean =>
  messages.length === kPage &&
  !messages.some((row) => said.some((one) => one.id === row.message_id));

/** A key that nobody else draws. Works without a secure context. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

export class Talk {
  private current: TalkState = {
    link: { state: "connecting" },
    said: [],
    total: 0,
    writing: [],
    state: "loading",
    older: "idle",
  };
  private readonly watchers = new Set<() => void>();
  private readonly socket: Socket;
  private readonly waiting = new Map<string, Waiting>();
  private stopping = new AbortController();
  private drawing = 0;

  constructor(private readonly options: TalkOptions) {
    const { make, random } = options;
    this.socket = new Socket({
      address: () => this.address(),
      onFrame: (frame) => this.hear(frame),
      onLink: (link) => this.linked(link),
      make,
      random,
    });
  }

  readonly getState = (): TalkState => this.current;
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  start(): void {
    this.stopping = new AbortController();
    this.socket.start();
    void this.look();
  }

  stop(): void {
    this.stopping.abort();
    this.socket.stop();
    cancelAnimationFrame(this.drawing);
    for (const one of this.waiting.values()) clearTimeout(one.timer);
  }

  readonly reconnect = (): void => this.socket.retryNow();

  /** Sends a text: 1 to 5000 code points, not only blanks. */
  readonly send = (content: string): void => {
    const one: Said = {
      key: newKey(),
      id: "",
      row: 0,
      mine: true,
      from: this.options.user,
      text: content,
      at: "",
      seen: Date.now(),
      stage: "sending",
    };
    this.set({ said: appended(this.current.said, one) });
    this.deliver(one.key);
  };

  /** Again, under its first key: the server keeps it once. */
  readonly resend = (key: string): void => {
    this.change(key, { stage: "sending", problem: undefined });
    this.deliver(key);
  };

  /** Asks for another answer: the same words as a new message. */
  readonly retry = (key: string): void => {
    const one = this.find(key);
    if (one?.stage !== "failed" || one.retried) return;
    this.change(key, { retried: true });
    this.send(one.text);
  };

  /** The page before the oldest message that is held. */
  readonly loadOlder = async (): Promise<void> => {
    const { said, total, older, state } = this.current;
    const known = said.filter((one) => one.id).length;
    if (state !== "ready" || older === "loading" || known >= total) return;
    this.set({ older: "loading" });
    try {
      await this.read(Math.floor(known / kPage) + 1);
      this.set({ older: "idle" });
    } catch {
      this.set({ older: "failed" });
    }
  };

  /** The newest messages, and how the replies to them stand. False when nobody answers. */
  readonly look = async (): Promise<boolean> => {
    const { user } = this.options;
    const { signal } = this.stopping;
    try {
      await this.read(1);
    } catch (error) {
      if (!signal.aborted && this.current.state !== "ready")
        this.set({ state: "failed", error: error as Error });
      return false;
    }
    if (this.current.state !== "ready") {
      this.set({ state: "ready", error: undefined });
      for (const [key, { left }] of this.waiting) if (!left) this.deliver(key);
    }
    answerOf(liveRecords(user), signal)
      .then((records) => this.set({ said: judged(this.current.said, records) }))
      .catch(() => {}); // the stages stay as they are
    return true;
  };

  private async address(): Promise<string> {
    const { user } = this.options;
    const ticket = this.options.ticket ? await ticketFor(user) : undefined;
    return socketAddress(user, { stream: "1", ticket });
  }

  private async read(page: number): Promise<void> {
    const found = await messagesOf(this.options.user, page, this.stopping.signal);
    const floors = new Map([...this.waiting].map(([key, { floor }]) => [key, floor]));
    const { said } = this.current;
    const held = page === 1 && apart(said, found) ? said.filter((one) => !one.id) : said;
    this.set({ said: merged(held, found.messages, floors), total: found.total });
  }

  private linked(link: Link): void {
    this.set({ link });
    if (link.state === "open" && this.current.state !== "loading") void this.caughtUp();
  }

  /** After a pause: what was missed, and what became of what was on its way. */
  private async caughtUp(): Promise<void> {
    const left = [...this.waiting].filter(([, one]) => one.left).map(([key]) => key);
    if (!(await this.look())) return;
    for (const key of left) this.missing(key);
    for (const [key, one] of this.waiting) if (!one.left) this.deliver(key);
  }

  private deliver(key: string): void {
    const one = this.find(key);
    if (!one) return;
    const before = this.waiting.get(key);
    clearTimeout(before?.timer);
    const floor = before?.floor ?? Math.max(0, ...this.current.said.map(({ row }) => row));
    const waiting: Waiting = { floor, left: false };
    this.waiting.set(key, waiting);
    if (this.current.state === "loading") return; // sent when it is known what is there
    waiting.timer = setTimeout(() => void this.overdue(key), kAcknowledgeMs);
    const frame = { type: "send_message", content: one.text, client_id: key };
    waiting.left = this.socket.send(frame);
    if (!waiting.left) void this.post(one, waiting);
  }

  private async post({ key, text }: Said, waiting: Waiting): Promise<void> {
    try {
      const message = await sendMessage(this.options.user, text, key);
      const { said, total } = this.current;
      const known = said.some(({ id }) => id === message.message_id);
      this.set({ said: kept(said, key, message), total: known ? total : total + 1 });
    } catch (error) {
      if (!(error instanceof ApiError) || error.offline) return; // the socket will carry it
      waiting.left = true;
      this.missing(key, { code: error.code ?? error.status, text: error.text });
    }
  }

  private async overdue(key: string): Promise<void> {
    if (!(await this.look())) return; // nobody answers: looked for when the line is there again
    const waiting = this.waiting.get(key);
    if (waiting?.left) this.missing(key);
    else if (waiting) this.deliver(key);
  }

  private missing(key: string, problem?: Problem): void {
    clearTimeout(this.waiting.get(key)?.timer);
    if (this.find(key)?.stage === "sending") this.change(key, { stage: "unsent", problem });
  }

  private hear(frame: Frame): void {
    const spoken = heard(this.current, frame, {
      user: this.options.user,
      now: Date.now(),
      waiting: new Set(this.waiting.keys()),
      left: new Set([...this.waiting].filter(([, { left }]) => left).map(([key]) => key)),
    });
    if (spoken === this.current) return;
    if (frame.type === "ai_delta") {
      this.current = { ...this.current, ...spoken };
      cancelAnimationFrame(this.drawing); // many pieces, one drawing
      this.drawing = requestAnimationFrame(() => this.tell());
      return;
    }
    this.set(spoken);
    const to = frame.type === "ai_reply" ? frame.user_message_id : undefined;
    // Another client asked: its question is on the server.
    if (to && !spoken.said.some(({ id }) => id === to)) void this.look();
  }

  private find(key: string): Said | undefined {
    return this.current.said.find((one) => one.key === key);
  }

  private change(key: string, part: Partial<Said>): void {
    this.set({ said: changed(this.current.said, (one) => one.key === key, part) });
  }

  private set(part: Partial<TalkState>): void {
    this.current = { ...this.current, ...part };
    for (const [key, { timer }] of this.waiting) {
      if (!this.find(key)?.id) continue;
      clearTimeout(timer);
      this.waiting.delete(key);
    }
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

// A server for the tests of live conversations: what it keeps, the sockets that are open, whether it can be reached.
import { afterEach, beforeEach, vi } from "vitest";
import type { Wire } from "api/socket";
import type { ImMessage, ImRecord } from "api/surfaces/live";
import { Talk } from "api/talk";

export class Server {
  rows: ImMessage[] = [];
  records: ImRecord[] = [];
  sockets: Scripted[] = [];
  asked: string[] = [];
  reachable = true;
  posts = new Map<string, ImMessage>();

  keep(text: string, type: ImMessage["msg_type"] = "TEXT"): ImMessage {
    const id = this.rows.length + 1;
    const row: ImMessage = {
      id,
      message_id: `msg_20250127120000_${String(id).padStart(8, "0")}`,
      session_id: "u",
      from_user_id: type === "TEXT" ? "u" : "ai_bot",
      msg_type: type,
      msg_content: text,
      created_at: "2025-01-27T12:00:00",
    };
    this.rows.push(row);
    return row;
  }

  answer(url: string, init?: RequestInit): Response {
    this.asked.push(`${init?.method ?? "GET"} ${url}`);
    if (!this.reachable) throw new TypeError("fetch failed");
    const at = new URL(url, "http://h");
    if (at.pathname === "/api/message/list") {
      const page = Number(at.searchParams.get("page"));
      const size = Number(at.searchParams.get("page_size"));
      const desc = this.rows.toReversed();
      const messages = desc.slice((page - 1) * size, page * size);
      return Response.json({ messages, total: this.rows.length, page, page_size: size });
    }
    if (at.pathname === "/api/ai/records")
      return Response.json({ records: this.records, total: this.records.length });
    if (at.pathname === "/api/message/send") {
      const key = new Headers(init?.headers).get("Idempotency-Key") ?? "";
      const { content } = JSON.parse(String(init?.body)) as { content: string };
      if (content === "refused")
        return Response.json({ code: 1002, message: "消息内容过长" }, { status: 400 });
      const row = this.posts.get(key) ?? this.keep(content);
      this.posts.set(key, row);
      return Response.json(row);
    }
    return new Response("{}", { status: 404 });
  }

  get last(): Scripted {
    return this.sockets.at(-1)!;
  }
}

/** One socket of it. */
export class Scripted extends EventTarget implements Wire {
  sent: Record<string, unknown>[] = [];
  closed = false;
  constructor(readonly address: string) {
    super();
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }
  close(): void {
    this.closed = true;
  }
  say(frame: object | string): void {
    const data = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  cut(): void {
    this.dispatchEvent(new Event("close"));
  }
  welcome(): void {
    this.say({ type: "welcome", message: "欢迎，u！", user_id: "u" });
  }
  texts(): unknown[] {
    return this.sent.filter(({ type }) => type === "send_message").map(({ content }) => content);
  }
}

/** A conversation with it. */
export const talkWith = (server: Server, ticket?: true): Talk =>
  new Talk({
    user: "u",
    ticket,
    random: () => 0,
    make(address) {
      const one = new Scripted(address);
      server.sockets.push(one);
      return one;
    },
  });

/** Each test of the file has a server of its own, a conversation with it, and its own time. */
export class Stage {
  server = new Server();
  talk = talkWith(this.server);

  constructor() {
    beforeEach(() => {
      vi.useFakeTimers();
      this.server = new Server();
      this.talk = talkWith(this.server);
      vi.stubGlobal("fetch", async (url: string, init?: RequestInit) =>
        this.server.answer(url, init),
      );
    });
    afterEach(() => {
      this.talk.stop();
      vi.unstubAllGlobals();
      vi.useRealTimers();
    });
  }

  settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  now = () => this.talk.getState();
  stages = () => this.now().said.map(({ text, stage }) => [text, stage]);

  /** The socket of the conversation that was begun and welcomed. */
  async opened(): Promise<Scripted> {
    this.talk.start();
    await this.settle();
    this.server.last.welcome();
    await this.settle();
    return this.server.last;
  }
}

// What a live conversation knows of its past, against a server played by the test.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ImMessage } from "api/surfaces/live";
import { type Scripted, Server, talkWith } from "api/talk.fake";
import type { Talk } from "api/talk";

let server: Server;
let talk: Talk;
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const now = () => talk.getState();
const stages = () => now().said.map(({ text, stage }) => [text, stage]);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => server.answer(url, init));
  talk = talkWith(server);
});
afterEach(() => {
  talk.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function opened(): Promise<Scripted> {
  talk.start();
  await settle();
  server.last.welcome();
  await settle();
  return server.last;
}

describe("what was said before", () => {
  test("is read newest first, page by page, each message once", async () => {
    for (let i = 0; i < 250; i++) server.keep(`m${i}`);
    const wire = await opened();
    expect(now().said).toHaveLength(100);
    expect(now().said[0]?.text).toBe("m150");
    wire.say({ type: "message_sent", message_id: server.keep("new").message_id, content: "new" });
    for (let i = 0; i < 5; i++) await talk.loadOlder();
    expect(now().said.map(({ text }) => text)).toEqual(server.rows.map((row) => row.msg_content));
    expect(server.asked.filter((one) => one.includes("page=2&"))).toHaveLength(1);
    const asked = server.asked.length;
    await talk.loadOlder();
    expect(server.asked).toHaveLength(asked); // there is nothing older
  });

  test("more missed than a page holds: the newest page stands alone", async () => {
    for (let i = 0; i < 30; i++) server.keep(`m${i}`);
    const wire = await opened();
    wire.cut();
    for (let i = 30; i < 330; i++) server.keep(`m${i}`);
    await settle(500);
    server.last.welcome();
    await settle();
    expect(now().said).toHaveLength(100);
    await talk.loadOlder();
    expect(now().said.map(({ text }) => text)).toEqual(
      server.rows.slice(130).map((row) => row.msg_content),
    );
  });

  test("records say which were answered, which failed and how", async () => {
    const record = (row: ImMessage, id: number, status: number, error: string | null) => ({
      id,
      record_id: `record_${id}`,
      session_id: "u",
      user_message_id: row.message_id,
      ai_message_id: null,
      status,
      duration_ms: null,
      error_message: error,
      created_at: row.created_at,
    });
    const [a, b, c, d] = ["a", "b", "c", "d"].map((text) => server.keep(text)) as [
      ImMessage,
      ImMessage,
      ImMessage,
      ImMessage,
    ];
    server.records = [
      record(d, 5, 0, null),
      record(c, 4, 2, "AI 回复超时"),
      record(b, 3, 1, null),
      record(b, 2, 2, "AI 服务调用失败: first"),
      record(a, 1, 2, "AI 服务调用失败: 401"),
    ];
    await opened();
    expect(now().said.map(({ stage, problem }) => [stage, problem?.code])).toEqual([
      ["failed", 2001],
      ["answered", undefined],
      ["failed", 2002],
      ["kept", undefined],
    ]);
  });

  test("a reply to a question of another client brings the question", async () => {
    const wire = await opened();
    const row = server.keep("asked by HTTP");
    const reply = server.keep("answered", "AI_REPLY");
    const frame = { type: "ai_reply", message_id: reply.message_id, content: "answered" };
    wire.say({ ...frame, user_message_id: row.message_id });
    await settle();
    expect(now().said.map(({ text }) => text)).toEqual(["asked by HTTP", "answered"]);
  });

  test("a first page that does not come is said, and asked for again", async () => {
    server.reachable = false;
    talk.start();
    await settle();
    expect(now().state).toBe("failed");
    talk.send("early");
    server.reachable = true;
    await talk.look();
    await settle();
    expect(now().state).toBe("ready");
    expect(stages()).toEqual([["early", "kept"]]); // by HTTP, the socket has no welcome yet
  });
});

// What a live conversation knows of its past, against a server played by the test.
import { describe, expect, test } from "vitest";
import type { ImMessage } from "api/surfaces/live";
import { Stage } from "api/talk.fake";

const stage = new Stage();
const { settle, now, stages } = stage;

describe("what was said before", () => {
  test("is read newest first, page by page, each message once", async () => {
    for (let i = 0; i < 250; i++) stage.server.keep(`m${i}`);
    const wire = await stage.opened();
    expect(now().said).toHaveLength(100);
    expect(now().said[0]?.text).toBe("m150");
    wire.say({
      type: "message_sent",
      message_id: stage.server.keep("new").message_id,
      content: "new",
    });
    for (let i = 0; i < 5; i++) await stage.talk.loadOlder();
    expect(now().said.map(({ text }) => text)).toEqual(
      stage.server.rows.map((row) => row.msg_content),
    );
    expect(stage.server.asked.filter((one) => one.includes("page=2&"))).toHaveLength(1);
    const asked = stage.server.asked.length;
    await stage.talk.loadOlder();
    expect(stage.server.asked).toHaveLength(asked); // there is nothing older
  });

  test("more missed than a page holds: the newest page stands alone", async () => {
    for (let i = 0; i < 30; i++) stage.server.keep(`m${i}`);
    const wire = await stage.opened();
    wire.cut();
    for (let i = 30; i < 330; i++) stage.server.keep(`m${i}`);
    await settle(500);
    stage.server.last.welcome();
    await settle();
    expect(now().said).toHaveLength(100);
    await stage.talk.loadOlder();
    expect(now().said.map(({ text }) => text)).toEqual(
      stage.server.rows.slice(130).map((row) => row.msg_content),
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
    const [a, b, c, d] = ["a", "b", "c", "d"].map((text) => stage.server.keep(text)) as [
      ImMessage,
      ImMessage,
      ImMessage,
      ImMessage,
    ];
    stage.server.records = [
      record(d, 5, 0, null),
      record(c, 4, 2, "AI 回复超时"),
      record(b, 3, 1, null),
      record(b, 2, 2, "AI 服务调用失败: first"),
      record(a, 1, 2, "AI 服务调用失败: 401"),
    ];
    await stage.opened();
    expect(now().said.map(({ stage, problem }) => [stage, problem?.code])).toEqual([
      ["failed", 2001],
      ["answered", undefined],
      ["failed", 2002],
      ["kept", undefined],
    ]);
  });

  test("a reply to a question of another client brings the question", async () => {
    const wire = await stage.opened();
    const row = stage.server.keep("asked by HTTP");
    const reply = stage.server.keep("answered", "AI_REPLY");
    const frame = { type: "ai_reply", message_id: reply.message_id, content: "answered" };
    wire.say({ ...frame, user_message_id: row.message_id });
    await settle();
    expect(now().said.map(({ text }) => text)).toEqual(["asked by HTTP", "answered"]);
  });

  test("a first page that does not come is said, and asked for again", async () => {
    stage.server.reachable = false;
    stage.talk.start();
    await settle();
    expect(now().state).toBe("failed");
    stage.talk.send("early");
    stage.server.reachable = true;
    await stage.talk.look();
    await settle();
    expect(now().state).toBe("ready");
    expect(stages()).toEqual([["early", "kept"]]); // by HTTP, the socket has no welcome yet
  });
});

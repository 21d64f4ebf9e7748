// What one sends in a live conversation, against a server played by the test.
import { describe, expect, test } from "vitest";
import { kAcknowledgeMs } from "api/talk";
import { Stage } from "api/talk.fake";

const stage = new Stage();
const { settle, now, stages } = stage;

describe("sending", () => {
  test("sending, kept, answered; the reply grows in one drawing and ends as a message", async () => {
    const wire = await stage.opened();
    stage.talk.send("你好 😀");
    expect(stages()).toEqual([["你好 😀", "sending"]]);
    const frame = wire.sent.find(({ type }) => type === "send_message");
    const row = stage.server.keep("你好 😀");
    const sent = { type: "message_sent", message_id: row.message_id, content: "你好 😀" };
    wire.say({ ...sent, client_id: frame?.client_id });
    expect(stages()).toEqual([["你好 😀", "kept"]]);
    const key = now().said[0]?.key;
    const piece = { type: "ai_delta", user_message_id: row.message_id };
    wire.say({ ...piece, offset: 0, content: "嗯😀" });
    wire.say({ ...piece, offset: 2, content: "?" });
    expect(now().writing[0]?.text).toBe("嗯😀?");
    // The model was asked again: the reply begins anew.
    for (const [offset, content] of ["你", "们", "好"].entries())
      wire.say({ ...piece, offset, content });
    expect(now().writing).toEqual([{ to: row.message_id, text: "你们好", length: 3 }]);
    wire.say({ ...piece, offset: 9, content: "!" }); // something was missed in between
    expect(now().writing[0]?.text).toBe("你们好…!");
    const reply = stage.server.keep("你们好", "AI_REPLY");
    const said = { type: "ai_reply", message_id: reply.message_id, content: "你们好" };
    wire.say({ ...said, user_message_id: row.message_id });
    wire.say({ ...said, user_message_id: row.message_id }); // replayed
    wire.say({ type: "ai_delta", user_message_id: row.message_id, offset: 0, content: "late" });
    expect(stages()).toEqual([
      ["你好 😀", "answered"],
      ["你们好", undefined],
    ]);
    expect(now().writing).toEqual([]);
    expect(now().said[0]?.key).toBe(key);
    expect(now().total).toBe(2);
  });

  test("a server that does not repeat the key is understood by the words", async () => {
    const wire = await stage.opened();
    stage.talk.send("same");
    stage.talk.send("same");
    for (const id of ["a", "b"])
      wire.say({ type: "message_sent", message_id: id, content: "same" });
    expect(now().said.map(({ id, stage }) => [id, stage])).toEqual([
      ["a", "kept"],
      ["b", "kept"],
    ]);
  });

  test("what another window sends appears here, and is answered here", async () => {
    const wire = await stage.opened();
    wire.say({ type: "message_sent", message_id: "m1", content: "elsewhere", client_id: "other" });
    wire.say({ type: "ai_reply", message_id: "m2", content: "yes", user_message_id: "m1" });
    expect(stages()).toEqual([
      ["elsewhere", "answered"],
      ["yes", undefined],
    ]);
  });

  test("without an acknowledgement it is looked for, and only a press sends it again", async () => {
    const wire = await stage.opened();
    stage.talk.send("lost");
    await settle(kAcknowledgeMs);
    expect(stages()).toEqual([["lost", "unsent"]]);
    expect(wire.texts()).toEqual(["lost"]);
    const first = wire.sent.find(({ type }) => type === "send_message")?.client_id;
    stage.talk.resend(now().said[0]!.key);
    expect(stages()).toEqual([["lost", "sending"]]);
    expect(wire.texts()).toEqual(["lost", "lost"]);
    expect(wire.sent.at(-1)?.client_id).toBe(first);
  });

  test("an acknowledgement that was lost is found in the list", async () => {
    stage.server.keep("ok"); // the same words, long before
    await stage.opened();
    stage.talk.send("ok");
    const row = stage.server.keep("ok");
    await settle(kAcknowledgeMs);
    expect(now().said.map(({ id, stage }) => [id, stage])).toEqual([
      [stage.server.rows[0]?.message_id, undefined],
      [row.message_id, "kept"],
    ]);
  });

  test("the line breaks while a message is on its way: it is looked for when the line is back", async () => {
    const wire = await stage.opened();
    stage.talk.send("gone");
    stage.talk.send("there");
    stage.server.keep("there");
    wire.cut();
    await settle(500);
    stage.server.last.welcome();
    await settle();
    expect(Object.fromEntries(stages())).toEqual({ gone: "unsent", there: "kept" });
    expect(stage.server.last.texts()).toEqual([]);
  });

  test("without a network it waits, and leaves once, when the line is back", async () => {
    const wire = await stage.opened();
    wire.cut();
    stage.server.reachable = false;
    stage.talk.send("later");
    await settle(kAcknowledgeMs + 1000);
    expect(stages()).toEqual([["later", "sending"]]);
    stage.server.reachable = true;
    stage.talk.reconnect();
    await settle();
    stage.server.last.welcome();
    await settle();
    expect(stage.server.sockets.flatMap((one) => one.texts())).toEqual(["later"]);
    const row = stage.server.keep("later");
    stage.server.last.say({ type: "message_sent", message_id: row.message_id, content: "later" });
    await settle(kAcknowledgeMs);
    expect(stages()).toEqual([["later", "kept"]]);
    expect(stage.server.rows).toHaveLength(1);
  });

  test("while the socket is down it goes by HTTP, with the same key", async () => {
    const wire = await stage.opened();
    wire.cut();
    stage.talk.send("by http");
    await settle();
    expect(stages()).toEqual([["by http", "kept"]]);
    expect(stage.server.asked.filter((one) => one.startsWith("POST"))).toEqual([
      "POST /api/message/send?user_id=u",
    ]);
    expect(now().total).toBe(1);
  });

  test("what the server refuses is not kept, and says why", async () => {
    const wire = await stage.opened();
    stage.talk.send("x");
    wire.say({ type: "error", code: "UNKNOWN_MESSAGE_TYPE", message: "未知的消息类型: x" });
    expect(now().said[0]?.stage).toBe("sending"); // that was not about it
    wire.say({ type: "error", code: 1002, message: "消息内容过长" });
    expect(now().said[0]).toMatchObject({
      stage: "unsent",
      problem: { code: 1002, text: "消息内容过长" },
    });
    wire.cut();
    stage.talk.send("refused");
    await settle();
    expect(now().said[1]).toMatchObject({ stage: "unsent", problem: { code: 1002 } });
  });

  test("a failed reply stands on its message; another answer is asked for once", async () => {
    const wire = await stage.opened();
    stage.talk.send("hello");
    const row = stage.server.keep("hello");
    wire.say({ type: "message_sent", message_id: row.message_id, content: "hello" });
    wire.say({ type: "ai_delta", user_message_id: row.message_id, offset: 0, content: "hal" });
    const error = { type: "error", code: 2001, message: "AI 服务调用失败" };
    wire.say({ ...error, user_message_id: row.message_id });
    expect(now().said[0]).toMatchObject({ stage: "failed", problem: { code: 2001 } });
    expect(now().writing).toEqual([]);
    const { key } = now().said[0]!;
    stage.talk.retry(key);
    stage.talk.retry(key);
    expect(wire.texts()).toEqual(["hello", "hello"]);
    expect(new Set(wire.sent.map(({ client_id }) => client_id)).size).toBe(2);
  });
});

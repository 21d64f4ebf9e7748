// The line of a live conversation, against a server played by the test.
import { describe, expect, test, vi } from "vitest";
import { frameOf, kPingMs, kPongMs, kWelcomeMs } from "api/socket";
import { Stage, talkWith } from "api/talk.fake";

const stage = new Stage();
const { settle, now } = stage;

describe("the line", () => {
  test("a welcome opens it; without one within five seconds it is tried again", async () => {
    stage.talk.start();
    await settle();
    expect(now().link.state).toBe("connecting");
    expect(new URL(stage.server.last.address).pathname).toBe("/ws/u");
    expect(new URL(stage.server.last.address).searchParams.get("stream")).toBe("1");
    await settle(kWelcomeMs);
    expect(now().link.state).toBe("lost");
    expect(stage.server.last.closed).toBe(true);
    await settle(500);
    expect(stage.server.sockets).toHaveLength(2);
    stage.server.last.welcome();
    expect(now().link.state).toBe("open");
  });

  test("it comes back slower after each failure, at most every eight seconds", async () => {
    stage.talk.start();
    await settle();
    for (const wait of [500, 1000, 2000, 4000, 8000, 8000]) {
      const tried = stage.server.sockets.length;
      stage.server.last.cut();
      await settle(wait - 1);
      expect(stage.server.sockets).toHaveLength(tried);
      await settle(1);
      expect(stage.server.sockets).toHaveLength(tried + 1);
    }
    stage.server.last.welcome();
    stage.server.last.cut();
    await settle(500);
    expect(stage.server.sockets).toHaveLength(8);
  });

  test("it pings every 25 seconds, and a line that answers nothing is given up", async () => {
    const wire = await stage.opened();
    await settle(kPingMs);
    expect(wire.sent.at(-1)?.type).toBe("ping");
    wire.say({ type: "pong", timestamp: 1 });
    await settle(kPingMs);
    expect(wire.sent.filter(({ type }) => type === "ping")).toHaveLength(2);
    await settle(kPongMs);
    expect(wire.closed).toBe(true);
    expect(now().link.state).toBe("lost");
  });

  test("when the network changes the line is asked, and a lost one is tried at once", async () => {
    const wire = await stage.opened();
    dispatchEvent(new Event("offline"));
    expect(wire.sent.at(-1)?.type).toBe("ping");
    wire.cut();
    dispatchEvent(new Event("online"));
    await settle();
    expect(stage.server.sockets).toHaveLength(2);
  });

  test("after stop nothing is tried and nothing is heard", async () => {
    const wire = await stage.opened();
    stage.talk.stop();
    wire.say({ type: "ai_reply", message_id: "x", content: "late", user_message_id: "y" });
    await settle(60_000);
    expect(stage.server.sockets).toHaveLength(1);
    expect(now().said).toEqual([]);
  });

  test("what is no frame is no frame", () => {
    for (const data of ["", "[]", "null", "{", "1", '{"type":1}', new ArrayBuffer(1)])
      expect(frameOf(data)).toBeUndefined();
    expect(frameOf('{"type":"pong"}')).toEqual({ type: "pong" });
  });

  test("a ticket is fetched for each attempt in mode secured", async () => {
    let tickets = 0;
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) =>
      url === "/api/im/ticket"
        ? Response.json({ ticket: `t${++tickets}` })
        : stage.server.answer(url, init),
    );
    stage.talk = talkWith(stage.server, true);
    stage.talk.start();
    await settle();
    stage.server.last.cut();
    await settle(500);
    const given = stage.server.sockets.map(({ address }) =>
      new URL(address).searchParams.get("ticket"),
    );
    expect(given).toEqual(["t1", "t2"]);
  });
});

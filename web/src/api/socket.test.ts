// The line of a live conversation, against a server played by the test.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { frameOf, kPingMs, kPongMs, kWelcomeMs } from "api/socket";
import { type Scripted, Server, talkWith } from "api/talk.fake";
import type { Talk } from "api/talk";

let server: Server;
let talk: Talk;
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const now = () => talk.getState();

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

describe("the line", () => {
  test("a welcome opens it; without one within five seconds it is tried again", async () => {
    talk.start();
    await settle();
    expect(now().link.state).toBe("connecting");
    expect(new URL(server.last.address).pathname).toBe("/ws/u");
    expect(new URL(server.last.address).searchParams.get("stream")).toBe("1");
    await settle(kWelcomeMs);
    expect(now().link.state).toBe("lost");
    expect(server.last.closed).toBe(true);
    await settle(500);
    expect(server.sockets).toHaveLength(2);
    server.last.welcome();
    expect(now().link.state).toBe("open");
  });

  test("it comes back slower after each failure, at most every eight seconds", async () => {
    talk.start();
    await settle();
    for (const wait of [500, 1000, 2000, 4000, 8000, 8000]) {
      const tried = server.sockets.length;
      server.last.cut();
      await settle(wait - 1);
      expect(server.sockets).toHaveLength(tried);
      await settle(1);
      expect(server.sockets).toHaveLength(tried + 1);
    }
    server.last.welcome();
    server.last.cut();
    await settle(500);
    expect(server.sockets).toHaveLength(8);
  });

  test("it pings every 25 seconds, and a line that answers nothing is given up", async () => {
    const wire = await opened();
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
    const wire = await opened();
    dispatchEvent(new Event("offline"));
    expect(wire.sent.at(-1)?.type).toBe("ping");
    wire.cut();
    dispatchEvent(new Event("online"));
    await settle();
    expect(server.sockets).toHaveLength(2);
  });

  test("after stop nothing is tried and nothing is heard", async () => {
    const wire = await opened();
    talk.stop();
    wire.say({ type: "ai_reply", message_id: "x", content: "late", user_message_id: "y" });
    await settle(60_000);
    expect(server.sockets).toHaveLength(1);
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
        : server.answer(url, init),
    );
    talk = talkWith(server, true);
    talk.start();
    await settle();
    server.last.cut();
    await settle(500);
    const given = server.sockets.map(({ address }) => new URL(address).searchParams.get("ticket"));
    expect(given).toEqual(["t1", "t2"]);
  });
});

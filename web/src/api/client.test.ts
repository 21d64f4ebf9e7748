// Requests: addresses, bodies, failures.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressFor, del, get, post, put, request, send, watchRequests } from "api/client";
import { answerOf, askArchive, keyOf, kStale, list, retries, table } from "api/ask";
import { ApiError } from "api/errors";
import { socketAddress } from "api/socket";

const calls: { url: string; init: RequestInit }[] = [];
let answers: (Response | Error | (() => Promise<Response>))[] = [];

beforeEach(() => {
  calls.length = 0;
  answers = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const next = answers.shift() ?? new Response("{}");
    if (next instanceof Error) throw next;
    return typeof next === "function" ? next() : next;
  });
});
afterEach(() => vi.unstubAllGlobals());
const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status });

describe("addresses", () => {
  it("fill the path and put the rest into the query", () => {
    expect(
      addressFor("/api/kith/chats/{id}/window", {
        id: "a/b@c",
        at: "2024-03-15",
        limit: 5,
        around: undefined,
      }),
    ).toBe("/api/kith/chats/a%2Fb%40c/window?at=2024-03-15&limit=5");
    expect(() => addressFor("/x/{id}")).toThrow(TypeError);
    expect(socketAddress("a/b", { ticket: "t" }, "https://h:1")).toBe(
      "wss://h:1/ws/a%2Fb?ticket=t",
    );
    expect(socketAddress("u", undefined, "http://h")).toBe("ws://h/ws/u");
  });
});

describe("requests", () => {
  it("are typed by path and send JSON", async () => {
    answers = [
      json({ contacts: [], groups: [] }),
      json({ status: "indexing" }),
      json({}),
      json({}),
    ];
    expect(await get("/api/calendar/day", { params: { date: "2024-03-15" } })).toEqual({
      contacts: [],
      groups: [],
    });
    await post("/api/init", { body: { from: 1, to: 2 } });
    await put("/api/kith/uploads/{id}", { params: { id: "u", offset: 8 } });
    await del("/api/kith/uploads/{id}", { params: { id: "u" } });
    expect(calls.map(({ url, init }) => [init.method, url])).toEqual([
      ["GET", "/api/calendar/day?date=2024-03-15"],
      ["POST", "/api/init"],
      ["PUT", "/api/kith/uploads/u?offset=8"],
      ["DELETE", "/api/kith/uploads/u"],
    ]);
    expect(calls[1]!.init).toMatchObject({
      body: '{"from":1,"to":2}',
      headers: { "Content-Type": "application/json" },
    });
  });
  it("send bytes as they are", async () => {
    const body = new Blob(["x"]);
    await request("/api/kith/uploads/u", { method: "PUT", body });
    expect(calls[0]!.init.body).toBe(body);
  });
  it("understand answers without a body", async () => {
    answers = [new Response(null, { status: 204 }), new Response("  ")];
    expect(await request("/api/kith/x")).toBeUndefined();
    expect(await request("/api/kith/x")).toBeUndefined();
  });
  it("open envelopes", async () => {
    answers = [json({ code: 0, msg: "success", data: 7 })];
    expect(await request("/api/user/x")).toBe(7);
  });
});

describe("failures", () => {
  it("of the server are its words", async () => {
    answers = [json({ error: "no such import" }, 404)];
    await expect(request("/api/kith/imports/9")).rejects.toMatchObject({
      status: 404,
      text: "no such import",
    });
  });
  it("of the network have status 0, and are told", async () => {
    const watcher = vi.fn();
    const stop = watchRequests(watcher);
    answers = [new TypeError("fetch failed"), json({}, 500), json({})];
    await expect(send("/api/kith/boot")).rejects.toMatchObject({
      status: 0,
      reason: "network",
      offline: true,
    });
    await expect(send("/api/kith/boot")).rejects.toMatchObject({ status: 500 });
    await send("/api/kith/boot");
    stop();
    await send("/api/kith/boot");
    expect(watcher.mock.calls).toEqual([[false], [true], [true]]);
  });
  it("of time are timeouts", async () => {
    answers = [new DOMException("late", "TimeoutError")];
    await expect(send("/api/kith/boot")).rejects.toMatchObject({ status: 0, reason: "timeout" });
  });
  it("by the caller's own wish stay what they are", async () => {
    const stop = new AbortController();
    stop.abort();
    answers = [new DOMException("stop", "AbortError")];
    await expect(send("/x", { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
  it("inside a body that breaks off", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new TypeError("reset")),
    });
    answers = [new Response(broken)];
    await expect(request("/api/kith/x")).rejects.toMatchObject({ status: 0, reason: "network" });
  });
  it("inside what should be JSON", async () => {
    answers = [new Response("<html>")];
    await expect(request("/api/kith/x")).rejects.toMatchObject({
      status: 200,
      reason: "unreadable",
      raw: "<html>",
    });
  });
  it("that nobody can read still have a status", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error("reset")),
    });
    answers = [new Response(broken, { status: 502 })];
    await expect(request("/api/kith/x")).rejects.toMatchObject({ status: 502, text: "" });
  });
});

describe("questions", () => {
  const question = askArchive("/api/contacts/active-dates", { username: "a b" }, (body) =>
    list(body.dates),
  );
  it("have an address and a key with the generation", () => {
    expect(question.address).toBe("/api/contacts/active-dates?username=a+b");
    expect(keyOf(question, 7)).toEqual(["archive", 7, question.address]);
    expect(keyOf({ ...question, scope: "jobs" }, 7)).toEqual(["jobs", 0, question.address]);
    expect(kStale.archive).toBe(Infinity);
  });
  it("open their answers: null is nothing", async () => {
    answers = [json({ dates: null })];
    expect(await answerOf(question)).toEqual([]);
    expect(table(null)).toEqual({});
    expect(table({ a: 1 })).toEqual({ a: 1 });
  });
  it("are asked again once, not after a refusal", () => {
    const error = (status: number, raw = ""): ApiError =>
      new ApiError({ status, raw, text: "", surface: "archive" });
    expect(retries(0, error(0))).toBe(true);
    expect(retries(0, error(502))).toBe(true);
    expect(retries(1, error(502))).toBe(false);
    expect(retries(0, error(404))).toBe(false);
    expect(retries(0, error(503, "not_configured"))).toBe(false);
    expect(retries(0, new SyntaxError("x"))).toBe(false);
  });
});

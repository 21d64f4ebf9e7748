// Which error shape belongs to which path, and what each says.
import { describe, expect, it } from "vitest";
import { ApiError, errorOf, opened, said, surfaceOf } from "api/errors";

it.each([
  ["/api/v1/messages/x/load", "messages"],
  ["/api/message/send", "im"],
  ["/api/messages", "archive"],
  ["/api/ai/records?x=1", "im"],
  ["/api/ai/complete", "archive"],
  ["/ws/u", "im"],
  ["/health", "im"],
  ["/api/health", "archive"],
  ["/user/login", "mochi"],
  ["/api/user/login", "mochi"],
  ["/emotion-blobs", "mochi"],
  ["/api/emotion-blobs/mood", "mochi"],
  ["/chat/sessions//messages", "mochi"],
  ["/api/chat/sessions", "mochi"],
  ["/add_chat", "v0"],
  ["/query_session_names", "v0"],
  ["/api/kith/boot", "kith"],
  ["/api/contacts/stats", "archive"],
  ["http://127.0.0.1:8080/api/kith/find?q=/api/v1/", "kith"],
  ["/assets/x.js", "page"],
  ["", "page"],
])("%s belongs to %s", (path, surface) => expect(surfaceOf(path)).toBe(surface));

describe("the five shapes", () => {
  it.each([
    [
      "messages",
      '{"success":false,"error":{"code":1007,"message":"no such session","details":null}}',
      "no such session",
      1007,
    ],
    ["messages", '{"error":"Unauthorized: missing key"}', "Unauthorized: missing key", undefined],
    [
      "im",
      '{"code":1001,"message":"content is empty","detail":"d","details":null,"timestamp":"t"}',
      "content is empty",
      1001,
    ],
    ["im", '{"code":500,"message":"","detail":"why"}', "why", 500],
    ["mochi", '{"error":"sessionId required"}', "sessionId required", undefined],
    ["v0", '{"request_id":"r","ok":1,"failed":"no such user"}', "no such user", 1],
    ["kith", '{"error":"no such import","reason":"x"}', "no such import", undefined],
    ["archive", '{"error":"请先配置 AI"}', "请先配置 AI", undefined],
    ["v0", '{"error":"from the gate"}', "from the gate", undefined],
    ["archive", "plain text", "plain text", undefined],
    ["archive", "<!doctype html><h1>404</h1>", "", undefined],
    ["archive", "{broken", "{broken", undefined],
    ["archive", "[1]", "[1]", undefined],
    ["archive", "{}", "", undefined],
    ["archive", '{"error":{"deep":1}}', "", undefined],
    ["archive", "", "", undefined],
    ["kith", '{"error":"<script>alert(1)</script>"}', "<script>alert(1)</script>", undefined],
  ] as const)("%s: %s", (surface, raw, text, code) => {
    const told = said(surface, raw);
    expect(told.text).toBe(text);
    expect(told.code).toBe(code);
  });
  it("a long text is cut", () => expect(said("archive", "x".repeat(9000)).text).toHaveLength(2000));
});

describe("an error", () => {
  it("knows what it is", async () => {
    const response = new Response('{"error":"slow down","reason":"rate"}', {
      status: 429,
      headers: { "Retry-After": "7" },
    });
    const error = await errorOf("/api/kith/find", response);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: "ApiError",
      status: 429,
      text: "slow down",
      reason: "rate",
      surface: "kith",
      retryAfter: 7,
      message: "slow down",
      general: false,
      offline: false,
    });
  });
  it.each([
    [{ status: 0 }, { offline: true, general: true }],
    [{ status: 500 }, { offline: false, general: true }],
    [{ status: 401 }, { signedOut: true }],
    [{ status: 401, surface: "mochi" as const }, { signedOut: false }],
    [{ status: 503, raw: '{"error":"not_configured"}' }, { unconfigured: true }],
    [{ status: 503, reason: "not_configured" }, { unconfigured: true }],
    [{ status: 503, raw: "busy" }, { unconfigured: false }],
    [{ status: 400, text: "请先在设置中填写" }, { needsModel: true }],
    [{ status: 400, text: "请先配置AI" }, { needsModel: true }],
    [{ status: 400, text: "no" }, { needsModel: false }],
  ])("%j", (failure, expected) => {
    const error = new ApiError({ text: "", surface: "archive", raw: "", ...failure });
    expect(error).toMatchObject(expected);
    expect(error.message).not.toBe("");
  });
  it("without a readable wait has none", async () => {
    const soon = new Response("", { status: 503, headers: { "Retry-After": "soon" } });
    expect((await errorOf("/x", soon)).retryAfter).toBeUndefined();
  });
});

describe("envelopes", () => {
  it("are opened", () => {
    expect(opened("/api/v1/messages", 200, { success: true, data: { a: 1 } })).toEqual({ a: 1 });
    expect(opened("/api/v1/messages", 200, { success: true })).toBeNull();
    expect(opened("/api/user/x", 200, { code: 0, msg: "success", data: [1] })).toEqual([1]);
    expect(opened("/user/x", 200, { code: 0, msg: "success" })).toBeNull();
    expect(opened("/add_chat", 200, { ok: 0, failed: "", request_id: "r" })).toMatchObject({
      ok: 0,
    });
    expect(opened("/api/kith/boot", 200, { code: 5, data: 1 })).toEqual({ code: 5, data: 1 });
    expect(opened("/api/kith/boot", 200, null)).toBeNull();
    expect(opened("/api/kith/boot", 200, [1])).toEqual([1]);
  });
  it.each([
    ["/api/v1/x", { success: false, error: { code: 3, message: "no" } }, "no"],
    ["/api/user/x", { code: 7, msg: "x", error: "no" }, "no"],
    ["/add_user", { ok: 1, failed: "no", request_id: "r" }, "no"],
  ])("%s with a failure inside 200 throws", (path, body, text) => {
    expect(() => opened(path, 200, body)).toThrow(text);
  });
});

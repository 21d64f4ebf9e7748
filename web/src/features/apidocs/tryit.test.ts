// A call that is tried out: success, refusal, an answer without an end.
import { afterEach, expect, it, vi } from "vitest";
import { kShown, pretty, sendCall } from "features/apidocs/tryit";

afterEach(() => vi.unstubAllGlobals());

const answer = (body: BodyInit, init: ResponseInit = {}) =>
  vi.stubGlobal("fetch", async () => new Response(body, init));
const run = (signal = new AbortController().signal) =>
  sendCall({ method: "GET", address: "/api/x" }, signal, () => {});

it("shows the body with indents and its size", async () => {
  answer('{"a":"爬山"}', { headers: { "Content-Type": "application/json" } });
  const got = await run();
  expect(got).toMatchObject({ status: 200, cut: false, bytes: 14 });
  expect(pretty(got)).toBe('{\n  "a": "爬山"\n}');
});

it("shows a refusal as the server said it", async () => {
  answer('{"error":"no such import"}', { status: 404 });
  expect(await run()).toMatchObject({ status: 404, text: '{"error":"no such import"}' });
});

it("stops reading where nobody could read on", async () => {
  answer("x".repeat(kShown + 10));
  const got = await run();
  expect(got.cut).toBe(true);
  expect(got.text).toHaveLength(kShown);
});

it("keeps what an endless answer said before it was stopped", async () => {
  const stop = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(control) {
      control.enqueue(new TextEncoder().encode("event: hello\n\n"));
      stop.signal.addEventListener("abort", () => control.error(new Error("aborted")));
    },
  });
  answer(body);
  const going = sendCall({ method: "GET", address: "/api/e" }, stop.signal, () => stop.abort());
  expect(await going).toMatchObject({ text: "event: hello\n\n", cut: true });
});

// Server-sent events, cut at every place where a network may cut.
import { afterEach, describe, expect, it, vi } from "vitest";
import { jsonOf, readEvents, SseParser, streamEvents, type SseEvent } from "api/sse";

const kText = [
  "\ufeff: a comment\r\n",
  'event: job\r\nid: 12\r\ndata: {"label":"爬山😀"}\r\n\r\n',
  "data: two\ndata: lines\ndata\ndata:  blank kept\n\n",
  "data: by carriage return\rid:13\r\r",
  ":\n\nevent: empty\n\n",
  'retry: 250\nretry: x\nid: bad\0id\nfoo: bar\ndata: {"done":true}\n',
].join("");
const kEvents: SseEvent[] = [
  { event: "job", data: '{"label":"爬山😀"}', id: "12" },
  { event: "message", data: "two\nlines\n\n blank kept", id: "12" },
  { event: "message", data: "by carriage return", id: "13" },
  { event: "message", data: '{"done":true}', id: "13" },
];

function streamOf(...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const event of events) out.push(event);
  return out;
}

describe("SseParser", () => {
  it("understands what servers write", () => {
    const parser = new SseParser();
    expect([...parser.push(kText), ...parser.end()]).toEqual(kEvents);
    expect(parser.retry).toBe(250);
  });
  it("gives the same cut at every character, in two and in single pieces", () => {
    for (let at = 0; at <= kText.length; at++) {
      const parser = new SseParser();
      const events = [
        ...parser.push(kText.slice(0, at)),
        ...parser.push(kText.slice(at)),
        ...parser.end(),
      ];
      expect(events, `cut at ${at}`).toEqual(kEvents);
    }
    const single = new SseParser();
    expect([...[...kText].flatMap((piece) => single.push(piece)), ...single.end()]).toEqual(
      kEvents,
    );
  });
  it("gives nothing for nothing", () => {
    const parser = new SseParser();
    expect(parser.push("")).toEqual([]);
    expect(parser.end()).toEqual([]);
  });
});

describe("readEvents", () => {
  it("gives the same cut at every byte", async () => {
    const bytes = new TextEncoder().encode(kText);
    for (let at = 0; at <= bytes.length; at++) {
      const body = streamOf(bytes.slice(0, at), bytes.slice(at));
      expect(await all(readEvents(body)), `cut at ${at}`).toEqual(kEvents);
    }
    const single = streamOf(...Array.from(bytes, (byte) => new Uint8Array([byte])));
    expect(await all(readEvents(single))).toEqual(kEvents);
  });
  it("is alive with each piece, also with comments", async () => {
    const alive = vi.fn();
    expect(await all(readEvents(streamOf(": x\n", ": y\n"), alive))).toEqual([]);
    expect(alive).toHaveBeenCalledTimes(2);
  });
  it("survives bytes that are no UTF-8", async () => {
    const body = streamOf("data: a", new Uint8Array([0xff, 0xfe]), "\n\n");
    expect((await all(readEvents(body)))[0]?.data).toBe("a\ufffd\ufffd");
  });
  it("closes the body when the reader leaves", async () => {
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
      cancel,
    });
    for await (const event of readEvents(body)) {
      expect(event.data).toBe("1");
      break;
    }
    expect(cancel).toHaveBeenCalled();
  });
});

it("jsonOf reads what is JSON", () => {
  expect(jsonOf(kEvents[0]!)).toEqual({ label: "爬山😀" });
  expect(jsonOf(kEvents[1]!)).toBeUndefined();
});

describe("streamEvents", () => {
  afterEach(() => vi.unstubAllGlobals());
  const answer = (text: string, status = 200): void => {
    vi.stubGlobal("fetch", async () => new Response(streamOf(text), { status }));
  };

  it("ends with done, with complete, or with the body", async () => {
    answer('data: {"delta":"a"}\n\ndata: {"done":true}\n\ndata: {"delta":"late"}\n\n');
    expect(await all(streamEvents("/api/ai/x", { method: "POST", body: {} }))).toHaveLength(2);
    answer("event: complete\ndata: {}\n\ndata: late\n\n");
    expect(await all(streamEvents("/api/v1/x"))).toHaveLength(1);
    answer('data: {"content":"a"}\n\ndata: null');
    expect(await all(streamEvents("/chat/messages"))).toHaveLength(2);
  });
  it("gives everything before an error, then throws it", async () => {
    for (const failure of [
      'event: error\ndata: {"error":"model gone"}\n\n',
      'data: {"error":"model gone"}\n\n',
    ]) {
      answer(`data: {"delta":"a"}\n\n${failure}`);
      const seen: string[] = [];
      const reading = (async () => {
        for await (const event of streamEvents("/api/ai/x")) seen.push(event.data);
      })();
      await expect(reading).rejects.toMatchObject({ text: "model gone", surface: "archive" });
      expect(seen).toEqual(['{"delta":"a"}']);
    }
  });
  it("an ordinary refusal is an ordinary error", async () => {
    answer('{"error":"no"}', 400);
    await expect(all(streamEvents("/api/ai/x"))).rejects.toMatchObject({ status: 400, text: "no" });
  });
});

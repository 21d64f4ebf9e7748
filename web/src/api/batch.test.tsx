// Questions in one request: lines cut anywhere, each into its own cache entry.
import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askArchive, list } from "api/ask";
import { bodyOfLine, kBatch, readLines, runBatch } from "api/batch";
import { collect } from "api/collector";
import { generation, setGeneration } from "api/generation";
import { askOptions, createQueryClient, useAsk, useBatch, useGeneration } from "api/query";

afterEach(() => vi.unstubAllGlobals());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function streamOf(...pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}
async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const value of values) out.push(value);
  return out;
}

// A server that answers batches: address → [status, body].
function serve(table: Record<string, [number, unknown]>): { requests: string[][] } {
  const requests: string[][] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const { get } = JSON.parse(String(init.body)) as { get: string[] };
    requests.push(get);
    init.signal?.throwIfAborted();
    const lines = get
      .map((address, i) => ({ i, address }))
      .filter(({ address }) => table[address])
      .map(({ i, address }) =>
        JSON.stringify({ i, status: table[address]![0], body: table[address]![1] }),
      );
    return new Response(streamOf(bytes(`${lines.join("\n")}\n`)));
  });
  return { requests };
}

describe("lines", () => {
  const text = '{"a":"爬山"}\n\n{"b":2}\r\n{"c":3}';
  it("are whole however they are cut", async () => {
    const whole = bytes(text);
    for (let at = 0; at <= whole.length; at++)
      expect(await all(readLines(streamOf(whole.slice(0, at), whole.slice(at))))).toEqual([
        { a: "爬山" },
        { b: 2 },
        { c: 3 },
      ]);
  });
  it("that are broken throw", async () => {
    await expect(all(readLines(streamOf(bytes("{x"))))).rejects.toThrow(SyntaxError);
  });
  it("carry failures of their own", () => {
    expect(bodyOfLine("/api/x", { i: 0, status: 200, body: [1] })).toEqual([1]);
    expect(() => bodyOfLine("/api/x", { i: 0, status: 404, body: { error: "gone" } })).toThrow(
      "gone",
    );
    expect(() => bodyOfLine("/api/x", { i: 0, status: 500, body: "text" })).toThrow("text");
  });
});

describe("runBatch", () => {
  it("asks twelve at a time", async () => {
    const addresses = Array.from({ length: kBatch + 1 }, (_, i) => `/api/${i}`);
    const { requests } = serve(
      Object.fromEntries(addresses.map((address, i) => [address, [200, i]])),
    );
    const taken: [string, unknown][] = [];
    await runBatch(addresses, (address, line) => taken.push([address, line.body]));
    expect(requests.map((one) => one.length)).toEqual([12, 1]);
    expect(taken).toEqual(addresses.map((address, i) => [address, i]));
  });
  it("ignores lines for nothing it asked", async () => {
    vi.stubGlobal("fetch", async () => new Response('{"i":7,"status":200,"body":1}\n'));
    const take = vi.fn();
    await runBatch(["/api/a"], take);
    expect(take).not.toHaveBeenCalled();
  });
});

describe("collect", () => {
  it("makes one request of a turn, and asks the same thing once", async () => {
    const { requests } = serve({ "/api/a": [200, 1], "/api/b": [404, { error: "no" }] });
    const lines = await Promise.all([collect("/api/a"), collect("/api/b"), collect("/api/a")]);
    expect(requests).toEqual([["/api/a", "/api/b"]]);
    expect(lines.map(({ status }) => status)).toEqual([200, 404, 200]);
  });
  it("fails all when the request fails, and what got no line", async () => {
    vi.stubGlobal("fetch", async () => new Response('{"error":"no"}', { status: 400 }));
    const both = await Promise.allSettled([collect("/api/a"), collect("/api/b")]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    serve({});
    await expect(collect("/api/a")).rejects.toMatchObject({ status: 0, reason: "network" });
  });
  it("ends when nobody waits any more", async () => {
    let signal: AbortSignal | undefined;
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
      signal = init.signal ?? undefined;
      return new Promise((__, reject) => {
        signal?.addEventListener("abort", () => reject(signal?.reason));
      });
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const results = Promise.allSettled([
      collect("/api/a", one.signal),
      collect("/api/b", two.signal),
    ]);
    await Promise.resolve();
    await Promise.resolve();
    one.abort();
    expect(signal?.aborted).toBe(false);
    two.abort();
    expect(signal?.aborted).toBe(true);
    expect((await results).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
  it("asks nothing for who left before", async () => {
    const { requests } = serve({});
    const stop = new AbortController();
    const result = Promise.allSettled([collect("/api/a", stop.signal)]);
    stop.abort();
    expect((await result)[0]!.status).toBe("rejected");
    expect(requests).toEqual([]);
  });
});

const until = (check: () => void): Promise<void> => act(async () => vi.waitFor(check));

describe("hooks", () => {
  const dates = (username: string) =>
    askArchive("/api/contacts/active-dates", { username }, (body) => list(body.dates));

  it("fill the cache from one request, and from it again for a new generation", async () => {
    setGeneration(1);
    const a = dates("a");
    const b = dates("b");
    const { requests } = serve({
      [a.address]: [200, { dates: ["2024-03-15"] }],
      [b.address]: [404, { error: "no such person" }],
    });
    const client = createQueryClient();
    let shown = "";
    function Both() {
      const [one, two] = useBatch([a, b]);
      shown = `${useGeneration()} ${one.data?.join() ?? "-"} ${two.error?.message ?? "-"}`;
      return null;
    }
    const root = createRoot(document.createElement("div"));
    const render = () =>
      root.render(
        <QueryClientProvider client={client}>
          <Both />
        </QueryClientProvider>,
      );
    await act(async () => render());
    await until(() => expect(shown).toBe("1 2024-03-15 no such person"));
    expect(requests).toEqual([[a.address, b.address]]);
    expect(client.getQueryData(["archive", 1, a.address])).toEqual(["2024-03-15"]);
    await act(async () => setGeneration(2));
    await until(() => expect(client.getQueryData(["archive", 2, a.address])).toBeDefined());
    expect(shown.startsWith("2 2024-03-15")).toBe(true);
    expect(generation()).toBe(2);
    await act(async () => root.unmount());
  });

  it("one question is a plain GET, and can wait", async () => {
    setGeneration(3);
    const urls: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      urls.push(url);
      return new Response('{"dates":["2024-01-01"]}');
    });
    const client = createQueryClient();
    let shown: unknown;
    function One({ enabled }: { enabled: boolean }) {
      shown = useAsk(dates("x"), { enabled }).data;
      return null;
    }
    const root = createRoot(document.createElement("div"));
    const render = (enabled: boolean) =>
      act(async () =>
        root.render(
          <QueryClientProvider client={client}>
            <One enabled={enabled} />
          </QueryClientProvider>,
        ),
      );
    await render(false);
    expect(urls).toEqual([]);
    await render(true);
    await until(() => expect(shown).toEqual(["2024-01-01"]));
    expect(urls).toEqual(["/api/contacts/active-dates?username=x"]);
    await act(async () => root.unmount());
  });

  it("keeps the answer of the generation before for the same address only", () => {
    const options = askOptions(dates("a"), 5);
    const place = options.placeholderData as (
      before: unknown,
      query?: { queryKey: unknown[] },
    ) => unknown;
    expect(place(["old"], { queryKey: ["archive", 4, dates("a").address] })).toEqual(["old"]);
    expect(place(["old"], { queryKey: ["archive", 4, dates("b").address] })).toBeUndefined();
    expect(place(undefined, undefined)).toBeUndefined();
  });
});

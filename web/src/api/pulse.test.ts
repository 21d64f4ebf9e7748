// The pulse: one tab reads, it comes back, it rests, the others hear.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Bus } from "api/bus.fake";
import { kDead, kHiddenRest, Pulse, type PulseOptions } from "api/pulse";

// A server whose streams the test writes by hand.
class Server {
  up = true;
  readonly headers: Record<string, string>[] = [];
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];

  readonly fetch = async (_: string, init: RequestInit): Promise<Response> => {
    this.headers.push(init.headers as Record<string, string>);
    if (!this.up) throw new TypeError("refused");
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.streams.push(controller);
        init.signal?.addEventListener("abort", () => {
          try {
            controller.error(init.signal?.reason);
          } catch {
            // It was closed before.
          }
        });
      },
    });
    return new Response(body);
  };
  write(text: string): void {
    this.streams.at(-1)!.enqueue(new TextEncoder().encode(text));
  }
  event(id: number, data: unknown, name = "job"): void {
    this.write(`event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}

let server: Server;
let bus: Bus;
const running: Pulse[] = [];

function tab(options: PulseOptions = {}): { pulse: Pulse; seen: unknown[] } {
  const pulse = new Pulse({ channel: bus.open, locks: null, random: () => 0, ...options });
  const seen: unknown[] = [];
  pulse.on({
    event: (name, data) => seen.push([name, data]),
    open: (again) => seen.push(again ? "again" : "open"),
  });
  running.push(pulse);
  pulse.start();
  return { pulse, seen };
}

const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

function look(state: "visible" | "hidden"): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  bus = new Bus();
  vi.stubGlobal("fetch", server.fetch);
});
afterEach(async () => {
  for (const pulse of running.splice(0)) pulse.stop();
  await later(10);
  look("visible");
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a tab alone", () => {
  it("gives events and knows its state", async () => {
    const { pulse, seen } = tab({ channel: null });
    const states: string[] = [];
    const stop = pulse.subscribe(() => states.push(pulse.getState().state));
    await later(0);
    server.event(1, { id: 5 });
    server.write(": comment\n\n");
    server.event(2, { generation: 9 }, "archive");
    await later(0);
    expect(seen).toEqual(["open", ["job", { id: 5 }], ["archive", { generation: 9 }]]);
    expect(states).toEqual(["open"]);
    stop();
    pulse.start(); // a second time changes nothing
    expect(server.streams).toHaveLength(1);
  });

  it("comes back from where it was, slower each time", async () => {
    const { pulse, seen } = tab({ channel: null });
    await later(0);
    server.event(41, {});
    await later(0);
    server.up = false;
    server.streams[0]!.close();
    await later(0);
    expect(pulse.getState()).toMatchObject({ state: "lost", failures: 1 });
    const { since } = pulse.getState();
    await later(500);
    expect(pulse.getState()).toMatchObject({
      state: "lost",
      failures: 2,
      since,
      retryAt: Date.now() + 1000,
    });
    await later(1000 + 2000 + 4000);
    expect(server.headers).toHaveLength(5);
    expect(server.headers.at(-1)).toMatchObject({ "Last-Event-ID": "41" });
    server.up = true;
    pulse.retryNow();
    await later(0);
    expect(pulse.getState()).toMatchObject({ state: "open", failures: 0 });
    expect(seen.at(-1)).toBe("again");
  });

  it("leaves a line that is silent for too long", async () => {
    const { pulse } = tab({ channel: null });
    await later(0);
    await later(kDead - 1000);
    server.write(": still here\n");
    await later(kDead - 1000);
    expect(pulse.getState().state).toBe("open");
    await later(2000);
    expect(pulse.getState().state).toBe("open"); // lost and found again
    expect(server.streams).toHaveLength(2);
  });

  it("survives an event that is no JSON", async () => {
    const { seen } = tab({ channel: null });
    await later(0);
    server.write("event: job\ndata: {broken\n\n");
    await later(0);
    expect(seen.at(-1)).toEqual(["job", undefined]);
  });

  it("rests when nobody looks for five minutes, and wakes when somebody does", async () => {
    const { pulse, seen } = tab({ channel: null });
    await later(0);
    look("hidden");
    await later(20_000);
    server.write(": here\n");
    look("visible");
    look("hidden");
    for (let ms = 0; ms < kHiddenRest; ms += 15_000) {
      expect(pulse.getState().state).toBe("open");
      server.write(": here\n");
      await later(15_000);
    }
    expect(pulse.getState().state).toBe("resting");
    await later(60_000);
    expect(server.streams).toHaveLength(1);
    look("visible");
    await later(0);
    expect(pulse.getState().state).toBe("open");
    expect(seen.at(-1)).toBe("again");
  });

  it("ends with its page and begins again when that comes back from the history", async () => {
    const { pulse, seen } = tab();
    await later(600);
    window.dispatchEvent(new Event("pagehide"));
    await later(20_000);
    expect(pulse.getState().state).toBe("resting");
    expect(server.streams).toHaveLength(1);
    window.dispatchEvent(new Event("pageshow"));
    await later(600);
    expect(seen).toEqual(["open", "again"]);
  });

  it("stops and starts", async () => {
    const { pulse } = tab({ channel: null });
    await later(0);
    pulse.stop();
    await later(20_000);
    expect(server.streams).toHaveLength(1);
    expect(pulse.getState().state).toBe("connecting");
    pulse.start();
    await later(0);
    expect(server.streams).toHaveLength(2);
  });
});

describe("two tabs", () => {
  it("have one stream, and both hear", async () => {
    const one = tab();
    await later(600);
    const two = tab();
    await later(2000);
    server.event(1, { id: 5 });
    await later(0);
    expect(server.streams).toHaveLength(1);
    expect(one.seen).toEqual(["open", ["job", { id: 5 }]]);
    expect(two.seen).toEqual(["open", ["job", { id: 5 }]]);
    expect(two.pulse.getState().state).toBe("open");
  });

  it("the other goes on at once from the same event when one is closed", async () => {
    const one = tab();
    await later(600);
    const two = tab();
    await later(1000);
    server.event(7, {});
    await later(0);
    one.pulse.stop();
    await later(0);
    expect(server.streams).toHaveLength(2);
    expect(server.headers.at(-1)).toMatchObject({ "Last-Event-ID": "7" });
    server.event(8, { id: 1 });
    await later(0);
    expect(two.seen.at(-1)).toEqual(["job", { id: 1 }]);
  });

  it("say how it stands when the line is lost", async () => {
    tab();
    await later(600);
    const two = tab();
    await later(1000);
    server.up = false;
    server.streams[0]!.close();
    await later(0);
    expect(two.pulse.getState()).toMatchObject({ state: "lost", failures: 1 });
  });

  it("are led by the browser's locks where there are any", async () => {
    let free = Promise.resolve();
    const locks = {
      request: (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
        const turn = free.then(() => (signal.aborted ? undefined : work()));
        free = turn;
        return turn;
      },
    } as unknown as LockManager;
    const one = tab({ locks });
    const two = tab({ locks });
    await later(0);
    expect(server.streams).toHaveLength(1);
    server.event(3, { id: 1 });
    await later(0);
    expect(two.seen).toEqual(["open", ["job", { id: 1 }]]);
    one.pulse.stop();
    await later(0);
    expect(server.streams).toHaveLength(2);
  });
});

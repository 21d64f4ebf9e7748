// One of several tabs leads, whatever happens to the others.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Bus } from "api/bus.fake";
import { kSilence, leadByLock, leadByTalk } from "api/leader";

let bus: Bus;
const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  bus = new Bus();
});
afterEach(() => void vi.useRealTimers());

describe("leading", () => {
  const idle = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve()));

  it("of two that lead at once the one with the greater id steps back", async () => {
    const stop = new AbortController();
    const leads: Record<string, boolean> = {};
    const work = (id: string) => async (signal: AbortSignal) => {
      leads[id] = true;
      await idle(signal);
      leads[id] = false;
    };
    for (const id of ["b", "a", "c"]) void leadByTalk(bus.open("x"), id, work(id), stop.signal);
    await later(kSilence + 5000);
    expect(Object.entries(leads).filter(([, leading]) => leading)).toHaveLength(1);
    stop.abort();
    await later(0);
    expect(Object.values(leads).some(Boolean)).toBe(false);
  });

  it("passes on when a leader is silent", async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const channel = bus.open("x");
    void leadByTalk(channel, "a", idle, one.signal);
    await later(600);
    const second = vi.fn(idle);
    void leadByTalk(bus.open("x"), "b", second, two.signal);
    await later(5000);
    expect(second).not.toHaveBeenCalled();
    channel.postMessage = () => {}; // it hangs
    await later(kSilence + 1000);
    expect(second).toHaveBeenCalled();
    one.abort();
    two.abort();
  });

  it("an aborted wish for a lock is no failure, a broken lock is", async () => {
    const broken = {
      request: async () => Promise.reject(new Error("no locks")),
    } as unknown as LockManager;
    const stop = new AbortController();
    await expect(leadByLock(broken, "x", idle, stop.signal)).rejects.toThrow("no locks");
    stop.abort();
    await expect(leadByLock(broken, "x", idle, stop.signal)).resolves.toBeUndefined();
    await expect(leadByTalk(bus.open("x"), "a", idle, stop.signal)).resolves.toBeUndefined();
  });
});

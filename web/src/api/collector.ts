// Questions of one turn become one X02 request. It ends early when nobody waits for any of them.
import { runBatch, type BatchLine } from "api/batch";
import { ApiError, surfaceOf } from "api/errors";

interface Waiter {
  resolve: (line: BatchLine) => void;
  reject: (reason: unknown) => void;
  signal?: AbortSignal;
}

let waiting = new Map<string, Waiter[]>();

function unanswered(address: string, cause: unknown): unknown {
  if (cause !== undefined) return cause;
  const failure = { status: 0, text: "", surface: surfaceOf(address), raw: "", reason: "network" };
  return new ApiError(failure);
}

async function send(): Promise<void> {
  const asked = waiting;
  waiting = new Map();
  const stop = new AbortController();
  const settle = (address: string, act: (waiter: Waiter) => void): void => {
    for (const waiter of asked.get(address) ?? []) act(waiter);
    asked.delete(address);
  };
  const left = (): void => {
    for (const [address, waiters] of asked) {
      const staying = waiters.filter(({ signal }) => !signal?.aborted);
      for (const { signal, reject } of waiters) if (signal?.aborted) reject(signal.reason);
      if (staying.length > 0) asked.set(address, staying);
      else asked.delete(address);
    }
    if (asked.size === 0) stop.abort();
  };
  for (const { signal } of [...asked.values()].flat())
    signal?.addEventListener("abort", left, { once: true });
  left();
  let failure: unknown;
  try {
    const addresses = [...asked.keys()];
    if (addresses.length > 0)
      await runBatch(
        addresses,
        (at, line) => settle(at, ({ resolve }) => resolve(line)),
        stop.signal,
      );
  } catch (error) {
    failure = error;
  }
  for (const address of asked.keys())
    settle(address, ({ reject }) => reject(unanswered(address, failure)));
}

/** The line of this address in the request that goes out at the end of the turn. */
export function collect(address: string, signal?: AbortSignal): Promise<BatchLine> {
  return new Promise((resolve, reject) => {
    if (waiting.size === 0) queueMicrotask(() => void send());
    const waiters = waiting.get(address) ?? [];
    waiters.push({ resolve, reject, signal });
    waiting.set(address, waiters);
  });
}

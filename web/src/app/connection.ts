// Whether the server answers. The pulse says so; three requests in a row without any answer say so too.
import { createStore, useStore } from "app/store";

const kFailures = 3;

export interface Connection {
  offline: boolean;
  /** When the next attempt is made, Unix milliseconds. */
  retryAt: number;
}

const store = createStore<Connection>({ offline: false, retryAt: 0 });
let failures = 0;
let retry: () => void = () => {};

export const useConnection = () => useStore(store, (value) => value);
export const isOffline = () => store.get().offline;

export function requestFailed() {
  if (++failures >= kFailures && !store.get().offline) setOffline(true, Date.now() + 1000);
}
export function requestAnswered() {
  failures = 0;
}
export function setOffline(offline: boolean, retryAt = 0) {
  const before = store.get();
  if (!offline) failures = 0;
  if (before.offline !== offline || before.retryAt !== retryAt) store.set({ offline, retryAt });
}
/** The pulse registers how it is asked to try at once. */
export const onRetry = (run: () => void) => (retry = run);
export const retryNow = () => retry();

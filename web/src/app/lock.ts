// The screen lock (W089-W094): hides what is shown, protects nothing on the server. While locked, no text stays in the page or its cache.
import { bootStore } from "app/boot";
import { queryClient } from "app/query";
import { request } from "api/client";
import { createStore, useStore } from "app/store";

const kFlag = "kith.locked";
const kCheckMs = 15_000;
const kActions = ["pointermove", "keydown", "touchstart", "wheel"] as const;

interface Lock {
  enabled: boolean;
  locked: boolean;
  /** 0: never by itself. */
  minutes: number;
}
interface LockStatus {
  enabled: boolean;
  auto_lock_minutes: number;
  lock_on_startup: boolean;
}

const store = createStore<Lock>({ enabled: false, locked: false, minutes: 0 });
let acted = Date.now();

function remember(locked: boolean) {
  try {
    if (locked) sessionStorage.setItem(kFlag, "1");
    else sessionStorage.removeItem(kFlag);
  } catch {
    // Storage is off: a reload asks the server, which says whether it locks at the start.
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(kFlag) === "1";
  } catch {
    return false;
  }
}

export const lockState = () => store.get();
export const useLock = () => useStore(store, (value) => value);

export function lockNow() {
  if (!store.get().enabled) return;
  remember(true);
  store.set({ locked: true });
  queryClient.clear();
}

/** Whether the PIN was right. */
export async function unlock(pin: string): Promise<boolean> {
  const { ok } = await request<{ ok: boolean }>("/api/lock/verify", {
    method: "POST",
    body: { pin },
  });
  if (!ok) return false;
  remember(false);
  acted = Date.now();
  store.set({ locked: false });
  return true;
}

/** At the start, and after the settings of the lock changed. */
export async function loadLock() {
  if (!bootStore.get().boot.lock.enabled) return;
  const status = await request<LockStatus>("/api/lock/status");
  const { enabled, auto_lock_minutes, lock_on_startup } = status;
  const locked = enabled && (lock_on_startup || remembered());
  store.set({ enabled, minutes: auto_lock_minutes, locked });
}

export function watchIdle(): () => void {
  const act = () => (acted = Date.now());
  for (const name of kActions) addEventListener(name, act, { passive: true });
  const timer = setInterval(() => {
    const { enabled, locked, minutes } = store.get();
    if (enabled && !locked && minutes > 0 && Date.now() - acted > minutes * 60_000) lockNow();
  }, kCheckMs);
  return () => {
    for (const name of kActions) removeEventListener(name, act);
    clearInterval(timer);
  };
}

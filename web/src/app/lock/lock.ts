// The screen lock (W089-W094): hides what is shown, protects nothing on the server. While locked, no text stays in the page or its cache.
import { post, put } from "api/client";
import { ApiError } from "api/errors";
import type { LockSettings } from "api/types";
import { acceptBoot, acceptLock, bootStore, refreshBoot } from "app/boot";
import { acceptBootJobs } from "app/jobs";
import { anyLocked, hear, tell } from "app/lock/tabs";
import { queryClient } from "app/query";
import { closeLayer, openLock } from "app/shell/layers";
import { createStore, useStore } from "app/store";

const kFlag = "kith.locked";
const kCheckMs = 15_000;
const kActions = ["pointermove", "pointerdown", "keydown", "touchstart", "wheel"] as const;
const kShortest = 4; // bytes, as the server counts them
const kLongest = 32;

const store = createStore<{ locked: boolean }>({ locked: false });
let acted = Date.now();

function remember(locked: boolean) {
  try {
    if (locked) sessionStorage.setItem(kFlag, "1");
    else sessionStorage.removeItem(kFlag);
  } catch {
    // Storage is off: a reload locks only when the start does.
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(kFlag) === "1";
  } catch {
    return false;
  }
}

export interface Lock extends LockSettings {
  locked: boolean;
}
export const lockState = (): Lock => ({ ...bootStore.get().boot.lock, ...store.get() });
export const useLocked = () => useStore(store, (value) => value.locked);
export const useLockSettings = () => useStore(bootStore, (value) => value.boot.lock);

/** Everything of the archive goes: answers, what the boot told, open layers. Once nothing is drawn any more. */
export function forget() {
  void queryClient.cancelQueries();
  queryClient.clear();
  const { version, mode, auth, lock } = bootStore.get().boot;
  acceptBoot({ version, mode, auth, lock });
  closeLayer();
}

function close() {
  remember(true);
  store.set({ locked: true });
}

/** What the screens need is asked for before they are drawn. */
async function open() {
  await refreshBoot();
  acceptBootJobs();
  remember(false);
  acted = Date.now();
  store.set({ locked: false });
}

export function lockNow() {
  const { enabled, locked } = lockState();
  if (!enabled || locked) return;
  close();
  tell({ kind: "locked" });
}

/** Without a PIN there is nothing to lock with: then one is chosen. */
export const lockOrChoose = () => (lockState().enabled ? lockNow() : openLock());

/** Whether the PIN was right. */
export async function unlock(pin: string): Promise<boolean> {
  try {
    if (!(await post("/api/lock/verify", { body: { pin } })).ok) return false;
  } catch (cause) {
    // Somebody removed the PIN meanwhile: nothing is locked any more.
    if (!(cause instanceof ApiError && cause.status === 400)) throw cause;
    await refreshBoot();
    if (lockState().enabled) throw cause;
  }
  await open();
  tell({ kind: "opened" });
  return true;
}

/** Mirrors the server's rule. */
export function isPin(text: string): boolean {
  const bytes = new TextEncoder().encode(text).length;
  return bytes >= kShortest && bytes <= kLongest && text.trim() === text;
}

function changed(change: Partial<LockSettings>) {
  const lock = { ...bootStore.get().boot.lock, ...change };
  acceptLock(lock);
  tell({ kind: "changed", lock });
}

export async function choosePin(pin: string) {
  await post("/api/lock/setup", { body: { pin } });
  changed({ enabled: true });
}

/** Whether the old one was right. */
export const changePin = async (old_pin: string, new_pin: string): Promise<boolean> =>
  (await post("/api/lock/change", { body: { old_pin, new_pin } })).ok;

/** Whether the PIN was right; then it is forgotten. */
export async function removePin(pin: string): Promise<boolean> {
  const { ok } = await post("/api/lock/disable", { body: { pin } });
  if (ok) changed({ enabled: false, auto_lock_minutes: 0, lock_on_startup: false });
  return ok;
}

export async function saveLock(body: { auto_lock_minutes: number; lock_on_startup: boolean }) {
  await put("/api/lock/settings", { body });
  changed(body);
}

/** At the start, before anything is drawn. */
export async function startLock() {
  hear({
    locked: () => lockState().enabled && !store.get().locked && close(),
    opened: () => void (store.get().locked && open().catch(() => {})),
    acted: (at) => (acted = Math.max(acted, at)),
    changed: acceptLock,
    isLocked: () => store.get().locked,
  });
  const { enabled, lock_on_startup } = lockState();
  if (!enabled) return remember(false);
  if (lock_on_startup || remembered() || (await anyLocked())) {
    close();
    forget();
  }
}

function isIdle(): boolean {
  const { enabled, locked, auto_lock_minutes } = lockState();
  const limit = auto_lock_minutes * 60_000;
  return enabled && !locked && limit > 0 && Date.now() - acted >= limit;
}

/** Locks after the minutes of the settings without a touch in any tab. Returns how to stop. */
export function watchIdle(): () => void {
  // A machine that slept wakes with a touch, before the next look.
  const act = () => {
    if (isIdle()) lockNow();
    else acted = Date.now();
  };
  let told = acted;
  const look = () => {
    if (isIdle()) lockNow();
    else if (acted > told) tell({ kind: "acted", at: (told = acted) });
  };
  for (const name of kActions) addEventListener(name, act, { passive: true });
  const timer = setInterval(look, kCheckMs);
  return () => {
    for (const name of kActions) removeEventListener(name, act);
    clearInterval(timer);
  };
}

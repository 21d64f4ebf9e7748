// X01: what the page knows before its first request. The server writes it into the page itself.
import { get } from "api/client";
import { setGeneration } from "api/generation";
import { bootOf, type BootStart } from "api/surfaces/kith";
import type { Boot, LockSettings } from "api/types";
import { createStore, useStore } from "app/store";

const nothing: Boot = {
  version: "",
  mode: "local",
  lang: "en",
  timezone: "UTC",
  self: null,
  auth: { required: false },
  lock: { enabled: false, auto_lock_minutes: 0, lock_on_startup: false },
  archive: {
    state: "none",
    generation: 0,
    people: 0,
    groups: 0,
    messages: 0,
    first: 0,
    last: 0,
    progress: null,
  },
  model: { id: "", name: "", provider: "", local: false, ready: false },
  egress: { sealed: true, calls: 0, bytes: 0 },
  jobs: [],
  prefs: { timezone: "UTC", language: "en" },
  folder: "",
};

/** For code outside components. */
export const bootStore = createStore<{ boot: Boot }>({ boot: nothing });

/** While locked or signed out only some parts come: the rest is as in an empty archive. */
export function acceptBoot(start: BootStart): Boot {
  const boot = { ...nothing, ...start };
  bootStore.set({ boot });
  setGeneration(boot.archive.generation);
  return boot;
}

/** What came with the page is taken once: names do not stay in the document. */
export async function loadBoot(): Promise<Boot> {
  const inlined = bootOf(document);
  document.getElementById("boot")?.remove();
  return acceptBoot(inlined ?? (await get("/api/kith/boot")));
}

export function acceptLock(lock: LockSettings) {
  bootStore.set({ boot: { ...bootStore.get().boot, lock } });
}

/** Asks again: after an import, a change of settings, a lost connection. */
export async function refreshBoot(): Promise<void> {
  acceptBoot(await get("/api/kith/boot"));
}

export const useBoot = (): Boot => useStore(bootStore, (value) => value.boot);

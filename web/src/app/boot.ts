// X01: what the page knows before its first request. The server writes it into the page itself.
import { useQuery } from "@tanstack/react-query";
import { queryClient } from "app/query";
import { request } from "app/request";
import { createStore, useStore } from "app/store";
import type { Boot } from "app/wire";

const kKey = ["boot"];
const nothing: Boot = {
  version: "",
  mode: "local",
  lang: "en",
  timezone: "UTC",
  self: null,
  auth: { required: false },
  lock: { enabled: false },
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

/** While locked or signed out only some parts come: the rest is as in an empty archive. */
const whole = (boot: Partial<Boot>): Boot => ({ ...nothing, ...boot });

/** For code outside components. */
export const bootStore = createStore<{ boot: Boot }>({ boot: nothing });

function inlined(): Boot | undefined {
  const text = document.getElementById("boot")?.textContent;
  if (!text?.trim().startsWith("{")) return undefined;
  return whole(JSON.parse(text) as Partial<Boot>);
}

async function fetched(signal?: AbortSignal): Promise<Boot> {
  return whole(await request<Partial<Boot>>("/api/kith/boot", { signal }));
}

function accept(boot: Boot): Boot {
  const before = bootStore.get().boot.archive.generation;
  bootStore.set({ boot });
  if (before && before !== boot.archive.generation) {
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "archive" });
  }
  return boot;
}

export async function loadBoot(): Promise<Boot> {
  const boot = accept(inlined() ?? (await fetched()));
  queryClient.setQueryData(kKey, boot);
  return boot;
}

/** Asks again: after an import, a change of settings, a lost connection. */
export async function refreshBoot(): Promise<void> {
  queryClient.setQueryData(kKey, accept(await fetched()));
}

export function useBoot(): Boot {
  useQuery({ queryKey: kKey, queryFn: async ({ signal }) => accept(await fetched(signal)) });
  return useStore(bootStore, (value) => value.boot);
}

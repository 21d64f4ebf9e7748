// Where one is in the wizard. It outlives a reload of the page (sessionStorage), so that nothing is asked twice.
import { createStore, useStore } from "app/store";
import type { Answers } from "features/imports/plan";

export const steps = ["where", "scan", "check", "import", "done"] as const;
export type Step = (typeof steps)[number];

/** What is to be scanned: a path of the server's machine, or an upload. */
export interface Origin {
  path?: string;
  upload?: string;
  name: string;
}

/** Imports that were begun from here. */
export interface Run {
  /** The newest import before: those of the run have larger numbers. */
  before: number;
  plans: { path: string; job: number }[];
  /** Why not all of them could be begun. */
  error?: string;
}

export interface Draft {
  step: Step;
  origin?: Origin;
  /** An upload that is not whole yet. */
  pending?: { id: string; name: string; bytes: number };
  answers: Answers;
  /** Paths that are left out. */
  left: string[];
  /** "" = the archive's. */
  zone: string;
  run?: Run;
}

const kKey = "kith.import";
const kEmpty: Draft = { step: "where", answers: {}, left: [], zone: "" };

function kept(): Draft {
  try {
    const read = JSON.parse(sessionStorage.getItem(kKey) ?? "null") as Partial<Draft> | null;
    const draft = { ...kEmpty, ...read };
    return steps.includes(draft.step) ? draft : kEmpty;
  } catch {
    return kEmpty;
  }
}

const store = createStore<{ draft: Draft }>({ draft: kept() });

export const draft = (): Draft => store.get().draft;
export const useDraft = (): Draft => useStore(store, (value) => value.draft);

export function change(part: Partial<Draft>) {
  const next = { ...draft(), ...part };
  store.set({ draft: next });
  try {
    sessionStorage.setItem(kKey, JSON.stringify(next));
  } catch {
    // Storage is off: the wizard lasts as long as the page.
  }
}

/** Back to the first question, with nothing answered. */
export const startAnew = () =>
  change({ ...kEmpty, origin: undefined, pending: undefined, run: undefined });

/** Something to look into was named. */
export const lookInto = (origin: Origin) =>
  change({ ...kEmpty, step: "scan", origin, pending: undefined, run: undefined });

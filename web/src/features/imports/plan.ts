// What a scan found, as the imports that will be made of it, and reports added up.
import type { Browsed, ImportReport, OwnerCandidate, ScannedSource, Skipped } from "api/types";

/** What one import reads: everything that was found at a path or below it. */
export interface Plan {
  path: string;
  sources: ScannedSource[];
  /** Who may be the owner; empty when it is known. */
  asks: OwnerCandidate[];
  /** Who it is as the files themselves say; chosen until another is. */
  you?: string;
}

const inside = (path: string, folder: string): boolean =>
  path === folder ||
  path.startsWith(folder.endsWith("/") ? folder : `${folder}/`) ||
  path.startsWith(`${folder}\\`);

/** A source below another one is read together with it. O(sources × plans). */
export function plansOf(sources: readonly ScannedSource[]): Plan[] {
  const plans: Plan[] = [];
  for (const source of sources.toSorted((a, b) => a.path.length - b.path.length)) {
    const plan = plans.find(({ path }) => inside(source.path, path));
    if (plan) plan.sources.push(source);
    else plans.push({ path: source.path, sources: [source], asks: [] });
  }
  for (const plan of plans) {
    const seen = new Map(plan.sources.flatMap(({ me }) => me).map((one) => [one.id, one]));
    plan.asks = [...seen.values()];
    const said = new Set(plan.sources.map(({ account }) => account));
    const [you] = said;
    if (said.size === 1 && you) plan.you = you;
  }
  return plans.toSorted((a, b) => a.path.localeCompare(b.path));
}

/** The answers to "which one is you": an id of the export, "" for none of them, missing = not yet. */
export type Answers = Readonly<Record<string, string>>;

export const answerOf = (plan: Plan, answers: Answers): string | undefined =>
  answers[plan.path] ?? plan.you;

export const unanswered = (plans: readonly Plan[], answers: Answers): Plan[] =>
  plans.filter((plan) => plan.asks.length > 0 && answerOf(plan, answers) === undefined);

export interface Totals {
  chats: number;
  messages: number;
  /** Unix seconds; 0 = unknown. */
  first: number;
  last: number;
}

export function totalsOf(sources: readonly ScannedSource[]): Totals {
  const known = sources.map(({ first }) => first).filter((first) => first > 0);
  return {
    chats: sources.reduce((sum, one) => sum + one.chats, 0),
    messages: sources.reduce((sum, one) => sum + one.messages, 0),
    first: known.length > 0 ? Math.min(...known) : 0,
    last: Math.max(0, ...sources.map(({ last }) => last)),
  };
}

const kNothing: ImportReport = {
  new: 0,
  duplicate: 0,
  changed: 0,
  skipped: [],
  media_missing: 0,
  people: 0,
  chats: 0,
  seconds: 0,
  warnings: [],
};

function merged(all: readonly Skipped[]): Skipped[] {
  const by = new Map<string, Skipped>();
  for (const { reason, count, sample } of all) {
    const before = by.get(reason);
    if (before) {
      before.count += count;
      before.sample ||= sample;
    } else by.set(reason, { reason, count, sample });
  }
  return [...by.values()].toSorted((a, b) => b.count - a.count);
}

/** One report of several. Lists may be missing in those of imports that did not end. */
export function addUp(reports: readonly Partial<ImportReport>[]): ImportReport {
  const sum = (key: "new" | "duplicate" | "changed" | "media_missing" | "people" | "chats") =>
    reports.reduce((all, one) => all + (one[key] ?? 0), 0);
  return {
    ...kNothing,
    new: sum("new"),
    duplicate: sum("duplicate"),
    changed: sum("changed"),
    media_missing: sum("media_missing"),
    people: sum("people"),
    chats: sum("chats"),
    seconds: reports.reduce((all, one) => all + (one.seconds ?? 0), 0),
    skipped: merged(reports.flatMap(({ skipped }) => skipped ?? [])),
    warnings: reports.flatMap(({ warnings }) => warnings ?? []),
  };
}

/** The last part of a path: what a file or folder is called. */
export const nameOf = (path: string): string =>
  path.replace(/[/\\]+$/, "").match(/[^/\\]+$/)?.[0] ?? path;

/** Whether a folder is worth being offered, by what lies in it. */
export const looksLikeArchive = (entries: Browsed["entries"]): boolean =>
  entries.some(
    ({ name, is_folder, format }) =>
      format !== "" || (is_folder ? name === "contact" : /\.(?:zip|jsonl)$/i.test(name)),
  );

// The counts beside the hits as rows: what is counted, how many, and how it is written in a query.
import type { Facets } from "api/types";
import type { Entry } from "api/surfaces/kith";
import type { Directory } from "app/people";
import { type Choice, type Group, stateOf } from "features/search/edit";

export interface FacetRow extends Choice {
  key: string;
  /** A name; for kinds the word of the server. */
  name: string;
  count: number;
  state: "with" | "without" | undefined;
  /** The owner of the archive. */
  me?: boolean;
}

export interface Known {
  directory: Directory | undefined;
  /** Name of the owner. */
  self: string | undefined;
}

interface Maps {
  byChat: ReadonlyMap<number, Entry>;
  byPerson: ReadonlyMap<number, Entry>;
}
const made = new WeakMap<Directory, Maps>();

/** O(entries) once for each directory. */
function mapsOf(directory: Directory): Maps {
  let maps = made.get(directory);
  if (!maps) {
    const some = (number: (entry: Entry) => number) =>
      new Map(directory.entries.filter((one) => number(one) > 0).map((one) => [number(one), one]));
    maps = { byChat: some((one) => one.chat), byPerson: some((one) => one.person) };
    made.set(directory, maps);
  }
  return maps;
}

/** How a chat or a person is written, and how else it could have been. */
export function choiceOf(
  group: "chat" | "person",
  id: number,
  { directory }: Known,
): Choice & { known: Entry | undefined } {
  const operator = group === "chat" ? "in" : "from";
  const maps = directory && mapsOf(directory);
  const known = (group === "chat" ? maps?.byChat : maps?.byPerson)?.get(id);
  const number = `#${id}`;
  if (!directory || !known)
    return { filter: { operator, value: number }, spellings: [number], known };
  const value = group === "chat" ? directory.inChat(known) : directory.from(known);
  const names = value === number ? [] : [known.name, ...known.alt];
  const spellings = [...new Set([value, number, known.id, ...names])];
  return { filter: { operator, value }, spellings, known };
}

const kMe = ["me", "我"];

function someoneRow(
  group: "chat" | "person",
  facet: { id: number; name: string; count: number },
  q: string,
  known: Known,
): FacetRow {
  const choice = choiceOf(group, facet.id, known);
  const me = group === "person" && !choice.known && facet.name === known.self;
  const { filter, spellings }: Choice = me
    ? { filter: { operator: "from", value: "me" }, spellings: [...kMe, `#${facet.id}`] }
    : choice;
  return {
    key: `${group}${facet.id}`,
    name: facet.name,
    count: facet.count,
    filter,
    spellings,
    state: stateOf(q, { filter, spellings }),
    me,
  };
}

function kindRow(kind: string, count: number, q: string): FacetRow {
  // Notices are no kind: they are a state.
  const filter = { operator: kind === "system" ? "is" : "has", value: kind } as const;
  const choice: Choice = { filter, spellings: [kind] };
  return { key: kind, name: kind, count, ...choice, state: stateOf(q, choice) };
}

/** Rows of a group, the most first. O(rows × length of the query). */
export function rowsOf(
  group: Exclude<Group, "month">,
  facets: Facets,
  q: string,
  known: Known,
): FacetRow[] {
  if (group !== "type") return facets[group].map((facet) => someoneRow(group, facet, q, known));
  return Object.entries(facets.type)
    .toSorted((a, b) => b[1] - a[1])
    .map(([kind, count]) => kindRow(kind, count, q));
}

/** The first rows, and those that are chosen or excluded. */
export const shortened = (rows: readonly FacetRow[], most: number): FacetRow[] =>
  rows.filter((row, i) => i < most || row.state !== undefined);

export interface TimeBar {
  /** "2024" or "2024-03": the value of on:. */
  when: string;
  count: number;
  state: "with" | "without" | undefined;
}

const kMonths = 24; // more are shown as years

/**
 * Messages by month while there are few months or one year is chosen; else by year. Months and years
 * between without any are there, with 0.
 */
export function timeBars(months: Readonly<Record<string, number>>, q: string): TimeBar[] {
  const keys = Object.keys(months).toSorted();
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last) return [];
  const years: string[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    years.push(String(year).padStart(4, "0"));
  const chosen = years.find((year) => ofYear(year).some((when) => stateOf(q, on(when))));
  const bar = (when: string, count: number) => ({ when, count, state: stateOf(q, on(when)) });
  const all = years.flatMap((year) => monthsOf(year)).filter((one) => one >= first && one <= last);
  if (chosen && all.length > kMonths)
    return monthsOf(chosen).map((month) => bar(month, months[month] ?? 0));
  if (all.length <= kMonths) return all.map((month) => bar(month, months[month] ?? 0));
  return years.map((year) =>
    bar(
      year,
      monthsOf(year).reduce((sum, month) => sum + (months[month] ?? 0), 0),
    ),
  );
}

const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
const ofYear = (year: string): string[] => [year, ...monthsOf(year)];

export const on = (when: string): Choice => ({
  filter: { operator: "on", value: when },
  spellings: [when],
});

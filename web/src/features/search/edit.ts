// How the buttons of the search screen change the query: the user's own words stay as they were written.
import { excludeFilter, type Filter, filterState, withFilter, withoutFilter } from "lib/query-edit";
import { type Operator, parseQuery, type Sort } from "lib/query-language";
import { fold } from "lib/fold";
import { kOperatorWords } from "lib/query-words";
import { replaced } from "features/search/pieces";

export type Group = "chat" | "person" | "month" | "type";
export const groups: readonly Group[] = ["chat", "person", "month", "type"];

/** The operators that filter by a group of counts; the first is the one that is written. */
const kOperators: Record<Group, readonly Filter["operator"][]> = {
  chat: ["in", "group"],
  person: ["from"],
  month: ["on"],
  type: ["has"],
};

/** Every message but notices, which a query without words leaves out. */
const kEverything = "after:1970";

/** One line of the counts: what it is called in a query, and other ways to write the same. */
export interface Choice {
  filter: Filter;
  spellings: readonly string[];
}

/** Whether the choice is asked for, excluded, or neither. */
export function stateOf(
  text: string,
  { filter, spellings }: Choice,
): "with" | "without" | undefined {
  const query = parseQuery(text);
  if (filter.operator === "has") {
    const only = query.terms.find((term) => isOneOfKinds(term, filter.value));
    if (only) return filterState(query, { operator: "has", value: only.value });
  }
  for (const operator of operatorsLike(filter.operator))
    for (const value of spellings) {
      const state = filterState(query, { operator, value });
      if (state) return state;
    }
  return undefined;
}

type Term = ReturnType<typeof parseQuery>["terms"][number];

/** "has:image,voice" asks for image among others. */
const isOneOfKinds = (term: Term, kind: string): boolean =>
  term.about === "has" && (term.kinds?.includes(kind) ?? false);

const operatorsLike = (operator: Filter["operator"]): readonly Filter["operator"][] =>
  Object.values(kOperators).find((all) => all.includes(operator)) ?? [operator];

/** The query without the choice, however it is written. */
function cleared(text: string, { filter, spellings }: Choice): string {
  for (const operator of operatorsLike(filter.operator))
    for (const value of spellings) text = withoutFilter(text, { operator, value });
  if (filter.operator !== "has") return text;
  for (const term of parseQuery(text).terms) {
    if (!isOneOfKinds(term, filter.value)) continue;
    text = withoutFilter(text, { operator: "has", value: term.value });
    for (const kind of term.kinds ?? [])
      if (kind !== filter.value) text = withFilter(text, { operator: "has", value: kind });
  }
  return text;
}

/** Adds the choice (or everything but it); when it was there in the same way, takes it out. */
export function toggled(text: string, choice: Choice, how: "with" | "without" = "with"): string {
  const was = stateOf(text, choice);
  const rest = cleared(text, choice);
  if (was === how) return rest;
  return how === "with" ? withFilter(rest, choice.filter) : excludeFilter(rest, choice.filter);
}

/**
 * The query whose counts a group shows: without the filters of the group itself, so that one can
 * choose another. Undefined when there are none. "" never comes: that would find nothing.
 */
export function withoutGroup(text: string, group: Group): string | undefined {
  let rest = text;
  for (const term of parseQuery(text).terms)
    for (const operator of kOperators[group])
      if (term.about === operator) rest = withoutFilter(rest, { operator, value: term.value });
  if (rest === text) return undefined;
  return parseQuery(rest).root ? rest : `${kEverything} ${rest}`.trim();
}

/** The query in another order; the newest first is not written. */
export function withSort(text: string, sort: Sort): string {
  let out = text;
  for (;;) {
    const { tokens } = parseQuery(out);
    const points = [...out];
    const at = tokens.findIndex(
      ({ kind, first, last }) => kind === "operator" && isSort(points.slice(first, last).join("")),
    );
    const operator = tokens[at];
    if (!operator) break;
    const next = tokens[at + 1];
    const value = next?.first === operator.last ? next : undefined;
    const place = { first: operator.first, last: (value ?? operator).last };
    out = replaced(out, place, "").replaceAll(/ {2,}/g, " ").trim();
  }
  return sort === "new" ? out : `${out} sort:${sort}`.trim();
}

const isSort = (text: string) => kOperatorWords.get(fold(text).replace(/[:：]$/, "")) === "sort";

/** The words that are looked for, without filters: what the reader marks. */
export function wordsOf(text: string): string {
  return parseQuery(text)
    .terms.filter((term) => term.about === "words")
    .map((term) => term.value)
    .join(" ");
}

/** A written operator with another value: the choice among several people of one name. */
export function withChoice(
  text: string,
  place: { first: number; last: number },
  value: (operator: Operator) => string,
): string {
  const written = [...text].slice(place.first, place.last).join("");
  const name = /^[^:：]*/.exec(written)?.[0] ?? "";
  const operator = kOperatorWords.get(fold(name)) ?? "in";
  return replaced(text, place, value(operator));
}

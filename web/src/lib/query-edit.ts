// Changing a query that somebody wrote, by facets and suggestions, without touching the rest of
// their text: what is kept stays as it was written.
import { parseQuery } from "lib/query-parse";
import type { Node, Place, Query } from "lib/query-tree";
import { fold } from "lib/fold";
import { printQuery, term } from "lib/query-language";
import type { Operator } from "lib/query-words";

export interface Filter {
  operator: Exclude<Operator, "sort" | "mood">;
  value: string;
}

const kTimes: ReadonlySet<Operator> = new Set(["on", "after", "before"]);

// Replaces a place. Nothing instead: one of the blanks around it goes too.
function cut(text: string, place: Place, instead = ""): string {
  const points = [...text];
  const before = points.slice(0, place.first).join("");
  const after = points.slice(place.last).join("");
  if (instead !== "") return before + instead + after;
  return `${before.trimEnd()} ${after.trimStart()}`.trim();
}

const conjuncts = (root: Node | undefined): Node[] =>
  root === undefined ? [] : root.kind === "all" ? root.children : [root];

function means(node: Node, { operator, value }: Filter): boolean {
  return node.kind === "term" && node.term.about === operator && node.term.folded === fold(value);
}

// The parts of "a" or "(a OR b)" that all use this operator; undefined for anything else.
function choices(node: Node, operator: Operator): Node[] | undefined {
  const options = node.kind === "any" ? node.children : [node];
  const same = options.every((option) => option.kind === "term" && option.term.about === operator);
  return same ? options : undefined;
}

/** Whether the filter holds at the top of the query: asked for, excluded, or neither. */
export function filterState(query: Query, filter: Filter): "with" | "without" | undefined {
  for (const node of conjuncts(query.root)) {
    if (choices(node, filter.operator)?.some((option) => means(option, filter))) return "with";
    if (node.kind === "none" && means(node.child, filter)) return "without";
  }
  return undefined;
}

// "(a OR b)" against "a OR b" and "(a) OR (b)": the place of a group holds its parentheses.
const isGroup = (node: Node): boolean =>
  (node.kind === "any" || node.kind === "all") &&
  node.place.first < (node.children[0]?.place.first ?? 0);

// The text of a node without parentheses around it.
function inner(text: string, node: Node): string {
  let { first, last } = node.place;
  if (node.kind === "term") ({ first, last } = node.term.place);
  else if (node.kind !== "none") {
    first = node.children[0]?.place.first ?? first;
    last = node.children.at(-1)?.place.last ?? last;
  }
  return [...text].slice(first, last).join("");
}

// An OR at the top binds weaker than the blank before the new part; a quotation mark or parenthesis
// that is not closed would swallow it.
function appended(query: Query, part: string): string {
  const open = query.problems.some(({ reason }) => reason === "unclosed");
  const text = open ? printQuery(query) : query.text.trim();
  const { root } = open ? parseQuery(text) : query;
  if (text === "") return part;
  return root?.kind === "any" && !isGroup(root) ? `(${text}) ${part}` : `${text} ${part}`;
}

/**
 * With the filter. Another value of the same operator becomes an alternative, "(in:a OR in:b)";
 * times, which narrow each other, are replaced.
 */
export function withFilter(text: string, filter: Filter): string {
  const query = parseQuery(withoutFilter(text, filter));
  const part = term(filter.operator, filter.value);
  for (const node of conjuncts(query.root)) {
    const options = choices(node, filter.operator);
    if (!options || filter.operator === "is") continue;
    if (kTimes.has(filter.operator)) return cut(query.text, node.place, part);
    return cut(query.text, node.place, `(${inner(query.text, node)} OR ${part})`);
  }
  return appended(query, part);
}

/** With everything but the filter. */
export function excludeFilter(text: string, filter: Filter): string {
  const rest = parseQuery(withoutFilter(text, filter));
  return appended(rest, `-${term(filter.operator, filter.value)}`);
}

/** The query without this filter, wherever it stands at the top, asked for or excluded. */
export function withoutFilter(text: string, filter: Filter): string {
  for (let query = parseQuery(text); ; query = parseQuery(text)) {
    const place = placeOf(query, filter);
    if (!place) return text;
    text = cut(query.text, place.cut, place.instead);
  }
}

function placeOf(query: Query, filter: Filter): { cut: Place; instead: string } | undefined {
  for (const node of conjuncts(query.root)) {
    if (node.kind === "none" && means(node.child, filter)) return { cut: node.place, instead: "" };
    const options = choices(node, filter.operator);
    if (!options?.some((option) => means(option, filter))) continue;
    const kept = options
      .filter((option) => !means(option, filter))
      .map((option) => inner(query.text, option));
    const instead = kept.length > 1 ? `(${kept.join(" OR ")})` : (kept[0] ?? "");
    return { cut: node.place, instead };
  }
  return undefined;
}

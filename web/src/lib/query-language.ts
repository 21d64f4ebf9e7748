// The door of the search language: reading, printing and changing queries. A receipt is a query, so
// every number of the page is made here.
import { fold } from "lib/fold";
import { parseQuery } from "lib/query-parse";
import type { Node, Query, Term } from "lib/query-tree";
import type { Operator, Sort } from "lib/query-words";

export { errorAt, parseQuery } from "lib/query-parse";
export * from "lib/query-tree";
export { parseWhen, daysOf, spanOf } from "lib/query-when";
export { kOperators, valuesOf, type Operator, type Sort, type State } from "lib/query-words";

// Whether a value can stand without quotes, also inside parentheses.
function isBare(value: string, about: Term["about"]): boolean {
  const { root, problems } = parseQuery(about === "words" ? `(${value})` : `(in:${value})`);
  if (problems.length > 0 || root?.kind !== "term" || root.term.value !== value) return false;
  return root.term.about === (about === "words" ? "words" : "in");
}

const kStraight = /["“”＂]/;

/**
 * The value as it is written in a query. The language has no escapes: a value with a straight quote
 * goes into 「」, and one with both kinds loses its straight quotes.
 */
function written(value: string, about: Term["about"]): string {
  if (isBare(value, about)) return value;
  if (!kStraight.test(value)) return `"${value}"`;
  if (!value.includes("」")) return `「${value}」`;
  return `"${value.replace(new RegExp(kStraight, "g"), "")}"`;
}

/** One operator with its value, quoted where needed: term("from", "Lin Wei") is from:"Lin Wei". */
export function term(operator: Operator, value: string | number): string {
  return `${operator}:${written(String(value), "in")}`;
}

/** Words to look for: as they stand, or quoted when they would mean something else. */
export const words = (text: string): string => written(text, "words");

function printNode(node: Node, inside: "all" | "any" | "none" | undefined): string {
  switch (node.kind) {
    case "term":
      return node.term.about === "words"
        ? words(node.term.value)
        : term(node.term.about, node.term.value);
    case "none":
      return `-${printNode(node.child, "none")}`;
    default: {
      const joint = node.kind === "any" ? " OR " : " ";
      const text = node.children.map((child) => printNode(child, node.kind)).join(joint);
      const bare = inside === undefined || (inside === "any" && node.kind === "all");
      return bare ? text : `(${text})`;
    }
  }
}

/** The query in its plain form: English operators, quotes only where needed, the order last. */
export function printQuery(query: Query): string {
  const text = query.root ? printNode(query.root, undefined) : "";
  const sort = query.sort ? `sort:${query.sort}` : "";
  if (!text || !sort) return text || sort;
  return query.root?.kind === "any" ? `(${text}) ${sort}` : `${text} ${sort}`;
}

/** What a receipt may ask for; every part given must hold. */
export interface Receipt {
  words?: string | string[];
  in?: string;
  from?: string;
  with?: string;
  group?: string;
  source?: string;
  on?: string;
  after?: string;
  before?: string;
  hour?: number | string;
  weekday?: number | string;
  has?: string | string[];
  is?: string | string[];
  not?: Receipt;
  sort?: Sort;
}

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function parts(receipt: Receipt): string[] {
  const out = list(receipt.words).filter(Boolean).map(words);
  for (const name of ["in", "from", "with", "group", "source", "on", "after", "before"] as const)
    if (receipt[name]) out.push(term(name, receipt[name]));
  for (const name of ["hour", "weekday"] as const)
    if (receipt[name] !== undefined) out.push(term(name, receipt[name]));
  if (list(receipt.has).length > 0) out.push(`has:${list(receipt.has).join(",")}`);
  for (const state of list(receipt.is)) out.push(`is:${state}`);
  if (receipt.not) for (const part of parts(receipt.not)) out.push(`-${part}`);
  return out;
}

/** The query behind a number: receipt({ in: "阿梅", is: "late" }) is "in:阿梅 is:late". */
export function receipt(what: Receipt): string {
  const out = parts(what);
  if (what.sort) out.push(`sort:${what.sort}`);
  return out.join(" ");
}

/** The name where it means one thing only, else the number that always does ("#12"). */
export const nameOrId = (name: string, id: number, ambiguous: ReadonlySet<string>): string =>
  id > 0 && (name.trim() === "" || ambiguous.has(fold(name)) || meansSomethingElse(name))
    ? `#${id}`
    : name;

// "me" as the name of another person, "#12" as a nickname.
const meansSomethingElse = (name: string): boolean =>
  parseQuery(term("from", name)).terms[0]?.me === true || /^#\d+$/.test(fold(name));

/** Folded names that occur more than once; O(names). */
export function ambiguousNames(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    const folded = fold(name);
    (seen.has(folded) ? twice : seen).add(folded);
  }
  return twice;
}

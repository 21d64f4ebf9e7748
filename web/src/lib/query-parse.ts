// The search language: a text becomes a tree of terms, with the places of everything in it. The
// twin of src/search/query.cpp: the same text gives the same tree and the same problems there.
// Users read docs/search-language.md.
import { fold, narrow, wellFormed } from "lib/fold";
import {
  kMoodWords,
  kOperatorName,
  kOperatorWords,
  kSortWords,
  type Operator,
} from "lib/query-words";
import { parseWhen } from "lib/query-when";
import {
  kQueryDepth,
  kQueryPoints,
  kQueryTerms,
  meaningOf,
  type Node,
  type Place,
  type Query,
  type Reason,
  type Term,
  type TokenKind,
} from "lib/query-tree";

const kSpace = /^[\s\0\u0085]$/u;
const isSpace = (point: string): boolean => point !== "\ufeff" && kSpace.test(point);

type Quote = "straight" | "corner" | undefined;
function opens(point: string): Quote {
  if (narrow(point) === '"' || point === "“" || point === "”") return "straight";
  return point === "「" ? "corner" : undefined;
}
const closes = (quote: Quote, point: string): boolean =>
  quote === "corner" ? point === "」" : opens(point) === "straight";

class TooLong extends Error {}

class Parser {
  private readonly points: string[];
  private at = 0;
  private open = 0; // groups
  private seen = 0; // terms, groups and strays read so far

  constructor(private readonly out: Query) {
    this.points = [...out.text];
  }

  run(): void {
    if (this.points.length > kQueryPoints) {
      this.problem({ first: kQueryPoints, last: this.points.length }, "too_long");
      return;
    }
    try {
      this.out.root = this.any();
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      this.out.root = undefined;
    }
    this.out.problems.sort((a, b) => a.place.first - b.place.first || a.place.last - b.place.last);
    this.out.tokens.sort((a, b) => a.first - b.first);
  }

  private point(index: number): string {
    return this.points[index] ?? "";
  }
  private sign(index: number): string {
    return narrow(this.point(index));
  }
  private done(): boolean {
    return this.at >= this.points.length;
  }
  // The end of a term: blank, end, or the ")" of an open group.
  private breaks(index: number): boolean {
    const point = this.point(index);
    return point === "" || isSpace(point) || (this.open > 0 && narrow(point) === ")");
  }
  private slice(first: number, last: number): string {
    return this.points.slice(first, last).join("");
  }
  private problem(place: Place, reason: Reason, operator?: Operator): undefined {
    this.out.problems.push(operator ? { place, reason, operator } : { place, reason });
    return undefined;
  }
  private token(kind: TokenKind, first: number, last: number): void {
    if (last > first) this.out.tokens.push({ kind, first, last });
  }
  private skipSpaces(): void {
    while (!this.done() && isSpace(this.point(this.at))) this.at++;
  }

  // Length of an OR that stands alone here, 0 = none. A query of this word alone looks for it.
  private orLength(): number {
    let length = this.sign(this.at) === "O" && this.sign(this.at + 1) === "R" ? 2 : 0;
    if (this.point(this.at) === "或") length = this.point(this.at + 1) === "者" ? 2 : 1;
    if (length === 0) return 0;
    if (!this.breaks(this.at + length) && this.sign(this.at + length) !== "(") return 0;
    return this.points.filter((point) => !isSpace(point)).length === length ? 0 : length;
  }

  private joined(kind: "all" | "any", children: Node[]): Node | undefined {
    const [first, ...rest] = children;
    const last = rest.at(-1);
    if (!first || !last) return first;
    return { kind, children, place: { first: first.place.first, last: last.place.last } };
  }

  private any(): Node | undefined {
    const options: Node[] = [];
    for (let before: Place | undefined; ;) {
      const seen = this.seen;
      const option = this.all();
      if (option) options.push(option);
      const length = this.orLength();
      const next = { first: this.at, last: this.at + length };
      if (this.seen === seen && (before || length > 0)) this.problem(before ?? next, "misplaced");
      if (length === 0) break;
      this.token("or", next.first, next.last);
      before = next;
      this.at += length;
    }
    return this.joined("any", options);
  }

  private all(): Node | undefined {
    const parts: Node[] = [];
    for (this.skipSpaces(); !this.breaks(this.at) && this.orLength() === 0; this.skipSpaces()) {
      const part = this.one();
      if (part) parts.push(part);
    }
    return this.joined("all", parts);
  }

  private one(): Node | undefined {
    this.seen++;
    const begin = this.at;
    const problems = this.out.problems.length;
    const negative = this.sign(this.at) === "-" && !this.breaks(this.at + 1);
    if (negative) this.token("minus", this.at, ++this.at);
    if (this.sign(this.at) === ")") {
      this.at++;
      return this.problem({ first: this.at - 1, last: this.at }, "misplaced");
    }
    const node = this.sign(this.at) === "(" ? this.group() : this.term();
    if (!negative) return node;
    if (node) return { kind: "none", child: node, place: { first: begin, last: this.at } };
    if (this.out.problems.length === problems)
      this.problem({ first: begin, last: this.at }, "misplaced");
    return undefined;
  }

  private group(): Node | undefined {
    const begin = this.at++;
    const problems = this.out.problems.length;
    this.token("paren", begin, begin + 1);
    if (++this.open > kQueryDepth) {
      this.problem({ first: begin, last: begin + 1 }, "too_long");
      throw new TooLong();
    }
    const node = this.any();
    this.open--;
    if (this.done()) this.problem({ first: begin, last: begin + 1 }, "unclosed");
    else this.token("paren", this.at, ++this.at);
    if (!node && this.out.problems.length === problems)
      this.problem({ first: begin, last: this.at }, "empty");
    return node && { ...node, place: { first: begin, last: this.at } };
  }

  private term(): Node | undefined {
    const begin = this.at;
    const found = this.operatorHere();
    if (found) {
      this.at = found.valueAt;
      this.token("operator", begin, this.at);
      return this.operation(found.operator, begin);
    }
    const phrase = opens(this.point(this.at)) !== undefined;
    const value = phrase ? this.quoted() : this.word();
    this.token(phrase ? "phrase" : "word", begin, this.at);
    const place = { first: begin, last: this.at };
    const folded = fold(value);
    if (folded === "") return this.problem(place, "empty");
    return this.add({ about: "words", place, value, folded });
  }

  private operatorHere(): { operator: Operator; valueAt: number } | undefined {
    for (let length = 1; length <= kOperatorName; length++) {
      if (this.sign(this.at + length) !== ":") continue;
      const operator = kOperatorWords.get(fold(this.slice(this.at, this.at + length)));
      return operator && { operator, valueAt: this.at + length + 1 };
    }
    return undefined;
  }

  // Up to a blank. Parentheses inside a word belong to it as far as they match: f(x).
  private word(): string {
    const begin = this.at;
    let inside = 0;
    for (; !this.done() && !isSpace(this.point(this.at)); this.at++) {
      const sign = this.sign(this.at);
      if (sign === "(") inside++;
      if (sign !== ")") continue;
      if (inside > 0) inside--;
      else if (this.open > 0) break;
    }
    return this.slice(begin, this.at);
  }

  private quoted(): string {
    const begin = this.at++;
    const quote = opens(this.point(begin));
    const first = this.at;
    while (!this.done() && !closes(quote, this.point(this.at))) this.at++;
    const last = this.at;
    if (this.done()) this.problem({ first: begin, last: begin + 1 }, "unclosed");
    else this.at++;
    return this.slice(first, last);
  }

  // Times may be several words: after:last month. Takes the fewest that make a time.
  private dateWords(first: string): string {
    if (parseWhen(fold(first))) return first;
    const start = this.at;
    let words = first;
    for (let more = 0; more < 2; more++) {
      this.skipSpaces();
      if (this.breaks(this.at)) break;
      words += ` ${this.word()}`;
      if (parseWhen(fold(words))) return words;
    }
    this.at = start;
    return first;
  }

  private operation(operator: Operator, begin: number): Node | undefined {
    if (this.breaks(this.at))
      return this.problem({ first: begin, last: this.at }, "missing_value", operator);
    const valueAt = this.at;
    const dates = operator === "after" || operator === "before" || operator === "on";
    let value: string;
    if (opens(this.point(this.at)) !== undefined) value = this.quoted();
    else value = dates ? this.dateWords(this.word()) : this.word();
    this.token("value", valueAt, this.at);
    const place = { first: begin, last: this.at };
    return this.meaning(operator, { place, value, folded: fold(value) });
  }

  private meaning(operator: Operator, term: Omit<Term, "about">): Node | undefined {
    if (operator === "sort") {
      const sort = kSortWords.get(term.folded);
      if (sort) this.out.sort = sort;
      else this.problem(term.place, "unknown_value", operator);
      return undefined;
    }
    if (operator === "mood") {
      const known = kMoodWords.has(term.folded);
      return this.problem(term.place, known ? "not_available" : "unknown_value", operator);
    }
    const full = meaningOf({ ...term, about: operator });
    return full ? this.add(full) : this.problem(term.place, "unknown_value", operator);
  }

  private add(term: Term): Node {
    if (this.out.terms.length >= kQueryTerms) {
      this.problem(term.place, "too_long");
      throw new TooLong();
    }
    this.out.terms.push(term);
    return { kind: "term", term, place: term.place };
  }
}

const kKept = 64; // a screen asks for the same few queries in each of its lines
const kept = new Map<string, Query>();

/** Any text gives a query; nobody changes it. O(length) once for each of the texts last asked for. */
export function parseQuery(text: string): Query {
  const known = kept.get(text);
  if (known) return known;
  const query: Query = { text: wellFormed(text), terms: [], tokens: [], problems: [] };
  new Parser(query).run();
  if (kept.size === kKept) kept.delete(kept.keys().next().value!);
  kept.set(text, query);
  return query;
}

/** Where the first part that was left out begins, as X04 says it; undefined when all is well. */
export const errorAt = (query: Query): number | undefined => query.problems[0]?.place.first;

// What a query is made of: terms, tree, places, problems. Made by query-parse, read by everybody.
import {
  hoursOf,
  kindsOf,
  kStateWords,
  meansMe,
  weekdaysOf,
  type Operator,
  type Sort,
  type State,
} from "lib/query-words";
import { parseWhen, type When } from "lib/query-when";

export const kQueryPoints = 256;
export const kQueryTerms = 64;
export const kQueryDepth = 16;

/** Code points of the query, [first, last). In JavaScript: [...text].slice(first, last). */
export interface Place {
  first: number;
  last: number;
}

export type Reason =
  | "missing_value"
  | "unknown_value"
  | "not_available"
  | "unclosed"
  | "empty"
  | "misplaced"
  | "too_long"; // more than 256 code points, 64 terms or 16 levels: the server refuses it

/** Why a part was left out. The rest of the query runs. */
export interface Problem {
  place: Place;
  reason: Reason;
  operator?: Operator;
}

export interface Term {
  about: "words" | Exclude<Operator, "mood" | "sort">;
  place: Place; // operator included, a leading "-" not
  value: string; // as written, without quotes
  folded: string;
  me?: true;
  when?: When;
  numbers?: number[]; // hours or weekdays
  kinds?: string[];
  state?: State;
}

export type Node =
  | { kind: "term"; term: Term; place: Place }
  | { kind: "all" | "any"; children: Node[]; place: Place }
  | { kind: "none"; child: Node; place: Place };

export type TokenKind = "operator" | "value" | "word" | "phrase" | "or" | "minus" | "paren";
/** What to colour, by place. Gaps are blanks and things that are misplaced. */
export interface Token extends Place {
  kind: TokenKind;
}

export interface Query {
  text: string;
  root?: Node;
  sort?: Sort;
  terms: Term[];
  tokens: Token[];
  problems: Problem[]; // by place
}

/** The term with the meaning of its value; undefined when the value has none. */
export function meaningOf(term: Term): Term | undefined {
  const { about, folded } = term;
  switch (about) {
    case "on":
    case "after":
    case "before": {
      const when = parseWhen(folded);
      return when && { ...term, when };
    }
    case "hour":
    case "weekday": {
      const numbers = about === "hour" ? hoursOf(folded) : weekdaysOf(folded);
      return numbers && { ...term, numbers };
    }
    case "has": {
      const kinds = kindsOf(folded);
      return kinds && { ...term, kinds };
    }
    case "is": {
      const state = kStateWords.get(folded);
      return state && { ...term, state };
    }
    default:
      if (folded === "" || (about === "with" && meansMe(folded))) return undefined;
      return about === "from" && meansMe(folded) ? { ...term, me: true } : term;
  }
}

// Texts with places: "{n, plural, one {# day} other {# days}}", "{name}". A small part of ICU's message format.
import type { ReactNode } from "react";

export type Value = string | number | ReactNode;
export type Values = Record<string, Value>;
type Piece = string | { name: string; plural?: Record<string, Piece[]> } | "#number";

const parsed = new Map<string, Piece[]>();

function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  throw new Error(`unclosed brace in text: ${text}`);
}

function choices(text: string): Record<string, Piece[]> {
  const out: Record<string, Piece[]> = {};
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    if (open < 0) break;
    const close = closing(text, open);
    out[text.slice(at, open).trim()] = parse(text.slice(open + 1, close), true);
    at = close + 1;
  }
  return out;
}

export function parse(text: string, inPlural = false): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  const literal = (part: string) => {
    if (!inPlural) return part && out.push(part);
    for (const piece of part.split(/(#)/)) if (piece) out.push(piece === "#" ? "#number" : piece);
  };
  for (let open = text.indexOf("{"); open >= 0; open = text.indexOf("{", at)) {
    literal(text.slice(at, open));
    const close = closing(text, open);
    const inside = text.slice(open + 1, close);
    const plural = /^\s*(\w+)\s*,\s*plural\s*,/.exec(inside);
    out.push(
      plural
        ? { name: plural[1]!, plural: choices(inside.slice(plural[0].length)) }
        : { name: inside.trim() },
    );
    at = close + 1;
  }
  literal(text.slice(at));
  return out;
}

// Making these costs more than a text does: one of each language.
const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function written(value: number, lang: string): string {
  let format = numbers.get(lang);
  if (!format) numbers.set(lang, (format = new Intl.NumberFormat(lang)));
  return format.format(value);
}

function pluralOf(value: number, lang: string): Intl.LDMLPluralRule {
  let rules = plurals.get(lang);
  if (!rules) plurals.set(lang, (rules = new Intl.PluralRules(lang)));
  return rules.select(value);
}

function fill(pieces: Piece[], values: Values, lang: string, count?: number): Value[] {
  return pieces.flatMap((piece): Value[] => {
    if (piece === "#number") return [written(count ?? 0, lang)];
    if (typeof piece === "string") return [piece];
    const value = values[piece.name];
    if (!piece.plural) return [typeof value === "number" ? written(value, lang) : value];
    const n = Number(value);
    const chosen = piece.plural[`=${n}`] ?? piece.plural[pluralOf(n, lang)] ?? piece.plural.other;
    return fill(chosen ?? [], values, lang, n);
  });
}

/** The pieces of a text in order; values that are React nodes stay as they are. */
export function pieces(text: string, values: Values, lang: string): Value[] {
  let made = parsed.get(text);
  if (!made) parsed.set(text, (made = parse(text)));
  return fill(made, values, lang);
}

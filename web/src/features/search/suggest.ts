// What may come next in a query: operators, their values, people and chats by name or pinyin, earlier searches.
import type { Entry } from "api/surfaces/kith";
import type { Directory } from "app/people";
import { fold, narrow } from "lib/fold";
import { type PaletteIndex, paletteIndex, searchPalette } from "lib/palette";
import { kOperators, type Operator, term, valuesOf } from "lib/query-language";
import { chineseWord, kKindWords, kOperatorWords, kSortWords, kStateWords } from "lib/query-words";

export interface Suggestion {
  /** The query after it is taken, and where the caret stands then (UTF-16). */
  query: string;
  caret: number;
  /** What is shown: the part that is put in. */
  text: string;
  /** What it means, as a word of the search language or a name. */
  hint?: string;
  kind: "operator" | "value" | "recent";
}

export interface SuggestSource {
  directory: Directory | undefined;
  index: PaletteIndex;
  recent: readonly string[];
  /** Years with messages, oldest first. */
  years: readonly number[];
}

const kAtMost = 8;
const kNames = 3; // people offered for a bare word

const kTimes = "today yesterday 7d 30d thisweek lastweek thismonth lastmonth thisyear lastyear";
const kFixed: Partial<Record<Operator, readonly string[]>> = {
  hour: ["0-4", "6-9", "12-14", "18-22", "22-3"],
  weekday: ["weekend", "workday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
};
const kChinese: Partial<Record<Operator, ReadonlyMap<string, string>>> = {
  has: kKindWords,
  is: kStateWords,
  sort: kSortWords,
};
/** Moods are not known to the server yet. */
const kOffered = kOperators.filter((one) => one !== "mood");

/** The part of the query that is being written: from the last blank or parenthesis to the caret. */
interface Chunk {
  start: number; // UTF-16, after a leading "-"
  text: string;
  operator?: Operator;
  value: string; // after the colon, without an opening quote
}

const kChunk =
  /(?:^|[\s(（])[-－]?((?:[^\s()（）"“”＂:：]+[:：][“”"＂][^“”"＂]*)|[^\s()（）"“”＂]*)$/u;

export function chunkAt(query: string, caret: number): Chunk | undefined {
  const before = query.slice(0, caret);
  // Inside of a word nothing is offered: the rest of it would stay behind.
  if (/^[^\s()（）]/u.test(query.slice(caret))) return undefined;
  const text = kChunk.exec(before)?.[1];
  if (text === undefined) return undefined;
  const start = caret - text.length;
  const colon = [...text].findIndex((point) => narrow(point) === ":");
  const name = colon < 0 ? undefined : kOperatorWords.get(fold([...text].slice(0, colon).join("")));
  if (!name) return { start, text, value: "" };
  const value = [...text]
    .slice(colon + 1)
    .join("")
    .replace(/^[“”"＂]/, "");
  return { start, text, operator: name, value };
}

/** Everybody of the directory, for `suggestions`. O(entries). */
export const namesIndex = (entries: readonly Entry[], now: number): PaletteIndex =>
  paletteIndex(
    entries.map((entry) => ({
      kind: entry.kind === "group" ? ("group" as const) : ("person" as const),
      id: entry.id,
      name: entry.name,
      alt: entry.alt,
      count: entry.count,
      last: entry.last,
    })),
    now,
  );

/** At most eight, the likeliest first; none where nothing fits. */
export function suggestions(query: string, caret: number, source: SuggestSource): Suggestion[] {
  if (query.trim() === "") return recentOnes(source.recent);
  const chunk = chunkAt(query, caret);
  if (!chunk) return [];
  const put = (text: string, more: Partial<Suggestion> & { open?: boolean }): Suggestion => {
    const { open, hint, kind = "value" } = more;
    const rest = query.slice(caret);
    const gap = open || /^\s/.test(rest) ? "" : " ";
    const head = query.slice(0, chunk.start) + text + gap;
    return { query: head + rest, caret: head.length, text, hint, kind };
  };
  const found = chunk.operator
    ? valuesFor(chunk.operator, chunk.value, source).map(({ value, hint }) =>
        put(term(chunk.operator!, value), { hint }),
      )
    : openings(chunk.text, source).map(({ text, hint, open }) =>
        put(text, { hint, open, kind: open ? "operator" : "value" }),
      );
  return found.filter((one) => one.text !== chunk.text).slice(0, kAtMost);
}

const recentOnes = (recent: readonly string[]): Suggestion[] =>
  recent
    .slice(0, kAtMost)
    .map((query) => ({ query, caret: query.length, text: query, kind: "recent" }));

interface Value {
  value: string;
  hint?: string;
}

function valuesFor(operator: Operator, written: string, source: SuggestSource): Value[] {
  const wanted = fold(written);
  switch (operator) {
    case "in":
    case "from":
    case "with":
    case "group":
      return named(operator, wanted, source);
    case "source":
      return starting(
        [...new Set(source.directory?.entries.map((entry) => entry.source) ?? [])],
        wanted,
      );
    case "on":
    case "after":
    case "before":
      return starting([...kTimes.split(" "), ...source.years.map(String).toReversed()], wanted);
    case "mood":
      return [];
    default:
      return starting(kFixed[operator] ?? valuesOf(operator), wanted, kChinese[operator]);
  }
}

/** Values that begin so, in English or in Chinese. */
function starting(
  values: readonly string[],
  wanted: string,
  chinese?: ReadonlyMap<string, string>,
): Value[] {
  return values
    .map((value) => ({ value, hint: chinese && chineseWord(chinese, value) }))
    .filter(({ value, hint }) => value.startsWith(wanted) || hint?.startsWith(wanted));
}

function named(
  operator: "in" | "from" | "with" | "group",
  wanted: string,
  { directory, index }: SuggestSource,
): Value[] {
  if (!directory) return [];
  const fits = (entry: Entry) =>
    operator === "in" || (operator === "group") === (entry.kind === "group");
  const found = wanted
    ? searchPalette(index, wanted, kAtMost * 4).map(({ entry }) => directory.find(entry.id))
    : directory.entries.toSorted((a, b) => b.count - a.count);
  const people = found
    .filter((entry): entry is Entry => entry !== undefined && fits(entry))
    .slice(0, kAtMost)
    .map((entry) => valueOf(operator, entry, directory));
  const me = operator === "from" && "me".startsWith(wanted) ? [{ value: "me" }] : [];
  return [...me, ...people];
}

/** "#12" says nothing: then the name stands beside it. */
function valueOf(operator: Operator, entry: Entry, directory: Directory): Value {
  const chat = operator === "in" || operator === "group";
  const value = chat ? directory.inChat(entry) : directory.from(entry);
  return { value, hint: value === entry.name ? entry.alt[0] : entry.name };
}

/** For a word without a colon: operators that begin so, and people and groups of that name. */
function openings(
  text: string,
  source: SuggestSource,
): { text: string; hint?: string; open?: boolean }[] {
  const wanted = fold(text);
  if (wanted === "") return [];
  const operators = kOffered
    .map((operator) => ({ operator, chinese: chineseWord(kOperatorWords, operator) }))
    .filter(({ operator, chinese }) => operator.startsWith(wanted) || chinese.startsWith(wanted))
    .map(({ operator, chinese }) => ({ text: `${operator}:`, hint: `${chinese}:`, open: true }));
  const { directory, index } = source;
  const people = directory
    ? searchPalette(index, wanted, kNames)
        .filter(({ match }) => match !== "subsequence" && match !== "substring")
        .map(({ entry }) => directory.find(entry.id))
        .filter((entry): entry is Entry => entry !== undefined)
        .map((entry) => {
          const { value, hint } = valueOf("in", entry, directory);
          return { text: term("in", value), hint };
        })
    : [];
  return [...operators, ...people];
}

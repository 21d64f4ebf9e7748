// A conversation as a file: text, Markdown, JSON or CSV, piece by piece as its pages come. Pure.
import type { Item } from "api/types";
import { plainName } from "lib/names";
import { linksIn } from "lib/text";
import { offsetAt } from "lib/zone";

export const kFormats = ["text", "markdown", "json", "csv"] as const;
export type FileFormat = (typeof kFormats)[number];

/** How things are called in the language of the page; names come out as they may be shown. */
export interface Wording {
  me: string;
  name: (name: string) => string;
  /** The day above its messages. */
  heading: (day: string) => string;
  kind: (type: string) => string;
  recalled: string;
  edited: string;
  /** After the beginning of a text that is longer than the server gives. */
  cut: string;
}

export interface FileAbout {
  /** The conversation and the span, as they may be shown. */
  title: string;
  range: string;
  zone: string;
  masked: boolean;
  /** The last line: how many messages were written. */
  count: (n: number) => string;
}

/** The parts of a file in their order. `piece` remembers what came before. */
export interface FileWriter {
  head: () => string;
  piece: (items: readonly Item[]) => string;
  foot: (n: number) => string;
}

const kMime: Readonly<Record<FileFormat, readonly [string, string]>> = {
  text: ["txt", "text/plain;charset=utf-8"],
  markdown: ["md", "text/markdown;charset=utf-8"],
  json: ["json", "application/json"],
  csv: ["csv", "text/csv;charset=utf-8"],
};
export const mimeOf = (format: FileFormat): string => kMime[format][1];

const kNameUnits = 60;

/** Chat and span, without what a file system or a terminal would take for something else. */
export function fileName(title: string, range: string, format: FileFormat): string {
  const clean = (text: string, units: number) =>
    [...plainName(text).replace(/[/\\:*?"<>|~]/g, " ")]
      .slice(0, units)
      .join("")
      .replace(/\s+/g, " ")
      .replace(/^[\s.-]+|[\s.]+$/g, "");
  const parts = [clean(title, kNameUnits), clean(range, kNameUnits)].filter(Boolean);
  return `${parts.join(" ") || "messages"}.${kMime[format][0]}`;
}

interface Moment {
  day: string;
  clock: string; // 21:04
  exact: string; // 21:04:09
}
const kDay = 86_400;
/** The local time of messages in their order. The zone is asked twice a day, not for each message. */
function clockOf(zone: string): (item: Item) => Moment {
  let [day, offset]: [number, number | undefined] = [Number.NaN, undefined];
  return ({ ts }) => {
    const today = Math.floor(ts / kDay);
    if (today !== day) {
      day = today;
      const [first, last] = [today, today + 1].map((one) => offsetAt(zone, one * kDay * 1000));
      offset = first === last ? first : undefined; // clocks are changed on this day
    }
    const ms = ts * 1000;
    const local = new Date(ms + (offset ?? offsetAt(zone, ms))).toISOString();
    return { day: local.slice(0, 10), clock: local.slice(11, 16), exact: local.slice(11, 19) };
  };
}

const kLines = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const kDirection = /[\u202a-\u202e\u2066-\u2069]/;
/** A name that turns the direction of its line keeps that to itself. */
const isolated = (name: string) => (kDirection.test(name) ? `\u2068${name}\u2069` : name);

const whoOf = (item: Item, words: Wording) => (item.is_mine ? words.me : words.name(item.name));

/** What is not words, in brackets: "[Image IMG_1.jpg]", "[Transfer ¥52.00]". */
function signOf({ type, media, pay, text }: Item, words: Wording): string {
  if (!media && !pay && (type === "text" || type === "system" || text.trim())) return "";
  const name = media?.name === text ? "" : media?.name;
  return `[${[words.kind(type), name, media?.url, pay?.amount].filter(Boolean).join(" ")}]`;
}

/** What was said, line by line, its quote first. */
function linesOf(item: Item, words: Wording): string[] {
  const { quote, text } = item;
  const out: string[] = [];
  if (quote) {
    const said = quote.text.split(kLines).join(" ");
    out.push(
      `> ${[quote.name && isolated(words.name(quote.name)), said].filter(Boolean).join(": ")}`,
    );
  }
  const after = [
    item.cut ? words.cut : "",
    item.recalled ? words.recalled : "",
    item.edited && !item.recalled ? words.edited : "",
  ].filter(Boolean);
  const lines = text.trim() ? text.split(kLines) : [];
  const sign = signOf(item, words);
  if (sign) lines.unshift([sign, lines.shift()].filter(Boolean).join(" "));
  out.push(...lines);
  if (after.length > 0) out.push([out.pop(), `(${after.join(", ")})`].filter(Boolean).join(" "));
  return out.length > 0 ? out : [""];
}

/** Messages below their days, with `line` for each. */
function byDays(
  zone: string,
  above: (day: string) => string,
  line: (item: Item, at: Moment) => string,
) {
  let last = "";
  const clock = clockOf(zone);
  return (items: readonly Item[]) =>
    items
      .map((item) => {
        const at = clock(item);
        const day = at.day === last ? "" : above(at.day);
        last = at.day;
        return `${day}${line(item, at)}\n`;
      })
      .join("");
}

function text(about: FileAbout, words: Wording): FileWriter {
  return {
    head: () => `${isolated(about.title)}\n${about.range} · ${about.zone}\n`,
    piece: byDays(
      about.zone,
      (day) => `\n${words.heading(day)}\n\n`,
      (item, { clock }) => {
        const who = item.type === "system" ? "" : `${isolated(whoOf(item, words))}  `;
        return `${clock} ${who}${linesOf(item, words).join("\n      ")}`;
      },
    ),
    foot: (n) => `\n${about.count(n)}\n`,
  };
}

const kSigns = /[\\`*_{}[\]<>#|~!&$]/g;
const kStarts = /^(\s*)([-+=:])|^(\s*\d+)([.)])/;
/** Words that stay words in Markdown; addresses of the web stay addresses. */
export function markdownWords(line: string): string {
  return linksIn(line.trimStart())
    .map(({ text: piece, href }) => (href ? `<${piece}>` : piece.replace(kSigns, "\\$&")))
    .join("")
    .replace(kStarts, (_, space = "", sign = "", number = "", dot = "") =>
      number ? `${number}\\${dot}` : `${space}\\${sign}`,
    );
}

function markdown(about: FileAbout, words: Wording): FileWriter {
  const said = (item: Item) => linesOf(item, words).map(markdownWords).join("  \n  ");
  return {
    head: () =>
      `# ${markdownWords(isolated(about.title))}\n\n${markdownWords(`${about.range} · ${about.zone}`)}\n`,
    piece: byDays(
      about.zone,
      (day) => `\n## ${markdownWords(words.heading(day))}\n\n`,
      (item, { clock }) => {
        if (item.type === "system") return `- *${clock}* ${said(item)}`;
        return `- **${clock} ${markdownWords(isolated(whoOf(item, words)))}** ${said(item)}`;
      },
    ),
    foot: (n) => `\n${markdownWords(about.count(n))}\n`,
  };
}

function json(about: FileAbout, words: Wording): FileWriter {
  const { title, range, zone, masked } = about;
  let before = "";
  return {
    head: () =>
      `${JSON.stringify({ conversation: title, range, zone, masked }).slice(0, -1)},"messages":[`,
    piece: (items) =>
      items
        .map((item) => {
          const row = {
            id: item.id,
            time: new Date(item.ts * 1000).toISOString(),
            name: item.type === "system" && !item.name ? "" : whoOf(item, words),
            is_mine: item.is_mine,
            type: item.type,
            text: item.text,
            quote: item.quote && { name: words.name(item.quote.name), text: item.quote.text },
            media: item.media && mediaOf(item.media),
            pay: item.pay && { amount: item.pay.amount, memo: item.pay.memo },
            recalled: item.recalled || undefined,
            edited: item.edited || undefined,
            cut: item.cut || undefined,
          };
          const line = `${before}\n${JSON.stringify(row)}`;
          before = ",";
          return line;
        })
        .join(""),
    foot: (n) => `\n],"count":${n}}\n`,
  };
}
/** Without the path on this machine: it holds names of folders. */
const mediaOf = ({ kind, name, bytes, seconds, url }: NonNullable<Item["media"]>) => ({
  kind,
  name,
  bytes,
  seconds,
  url,
});

const kColumns = ["id", "date", "time", "name", "is_mine", "type", "text", "quote", "media"];
const kComputed = /^[=+\-@\t\r]/;
/** A cell that a spreadsheet would compute begins with an apostrophe, as spreadsheets write it. */
export function csvCell(value: string | number | boolean): string {
  const plain = typeof value === "string" && kComputed.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function csv(about: FileAbout, words: Wording): FileWriter {
  const row = (cells: readonly (string | number | boolean)[]) =>
    `${cells.map(csvCell).join(",")}\r\n`;
  const clock = clockOf(about.zone);
  return {
    head: () => `\ufeff${row(kColumns)}`, // spreadsheets take UTF-8 without the mark for something else
    piece: (items) =>
      items
        .map((item) => {
          const { day, exact } = clock(item);
          const { id, is_mine, type, quote, media, pay } = item;
          const name = type === "system" && !item.name ? "" : whoOf(item, words);
          const said = item.cut ? `${item.text} (${words.cut})` : item.text;
          const other = media ? media.name || media.url || media.kind : (pay?.amount ?? "");
          return row([id, day, exact, name, is_mine, type, said, quote?.text ?? "", other]);
        })
        .join(""),
    foot: () => "",
  };
}

const kWriters = { text, markdown, json, csv };
export const writerOf = (format: FileFormat, about: FileAbout, words: Wording): FileWriter =>
  kWriters[format](about, words);

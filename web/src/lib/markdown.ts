// The part of Markdown that models write, as a tree. There is no HTML in it: a tag is text. Linear
// in the length of the text; whatever is not understood is shown as it was written.
import { parseInline, type Inline } from "lib/markdown-inline";

export type { Inline } from "lib/markdown-inline";

export type Block =
  | { kind: "paragraph"; inline: Inline[] }
  | { kind: "heading"; level: number; inline: Inline[] }
  | { kind: "code"; lang: string; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

const kDepth = 8; // of quotes and lists inside each other; deeper ones are text
const kFence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const kHeading = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/;
const kRule = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const kQuote = /^ {0,3}> ?/;
const kItem = /^( {0,12})([-*+•]|\d{1,9}[.)、])[ \t]+(.*)$/;
const kTableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

class Blocks {
  private at = 0;
  constructor(
    private readonly lines: readonly string[],
    private readonly depth: number,
  ) {}

  parse(): Block[] {
    const out: Block[] = [];
    while (this.at < this.lines.length) {
      const block = this.next();
      if (block) out.push(block);
    }
    return out;
  }

  private line(ahead = 0): string {
    return this.lines[this.at + ahead] ?? "";
  }

  private next(): Block | undefined {
    const line = this.line();
    if (line.trim() === "") {
      this.at++;
      return undefined;
    }
    const fence = kFence.exec(line);
    if (fence) return this.code(fence[1] ?? "```", fence[2] ?? "");
    const heading = kHeading.exec(line);
    if (heading) {
      this.at++;
      return { kind: "heading", level: heading[1]!.length, inline: parseInline(heading[2] ?? "") };
    }
    if (kRule.test(line)) {
      this.at++;
      return { kind: "rule" };
    }
    if (this.depth < kDepth && kQuote.test(line)) return this.quote();
    if (this.depth < kDepth && kItem.test(line)) return this.list();
    if (line.includes("|") && kTableRule.test(this.line(1)) && this.line(1).includes("-"))
      return this.table();
    return this.paragraph();
  }

  // Without a closing fence the rest is code: so a stream looks right while it grows.
  private code(fence: string, lang: string): Block {
    const text: string[] = [];
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.line().trim();
      if (line.startsWith(fence) && line.replaceAll(fence[0]!, "") === "") break;
      text.push(this.line());
    }
    this.at++;
    return { kind: "code", lang, text: text.join("\n") };
  }

  private quote(): Block {
    const inside: string[] = [];
    for (; kQuote.test(this.line()); this.at++) inside.push(this.line().replace(kQuote, ""));
    return { kind: "quote", blocks: new Blocks(inside, this.depth + 1).parse() };
  }

  private list(): Block {
    const first = kItem.exec(this.line())!;
    const ordered = /^\d/.test(first[2]!);
    const items: Block[][] = [];
    while (this.at < this.lines.length) {
      const item = kItem.exec(this.line());
      const here = item !== null && item[1]!.length < first[1]!.length + 2;
      if (!here || item[1]!.length < first[1]!.length || /^\d/.test(item[2]!) !== ordered) break;
      items.push(this.item(item));
    }
    return { kind: "list", ordered, start: ordered ? Number.parseInt(first[2]!, 10) : 1, items };
  }

  // The line of the item and what is indented below it.
  private item(item: RegExpExecArray): Block[] {
    const indent = item[1]!.length + 2;
    const inside = [item[3] ?? ""];
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.line();
      const blank = line.trim() === "";
      const next = this.line(1);
      if (blank ? !(next.trim() !== "" && leading(next) >= indent) : leading(line) < indent) break;
      inside.push(line.slice(Math.min(indent, leading(line))));
    }
    while (this.at < this.lines.length && this.line().trim() === "" && kItem.test(this.line(1)))
      this.at++;
    return new Blocks(inside, this.depth + 1).parse();
  }

  private table(): Block {
    const head = cells(this.line());
    const rows: Inline[][][] = [];
    for (this.at += 2; this.line().includes("|") && this.line().trim() !== ""; this.at++)
      rows.push(cells(this.line()).slice(0, head.length));
    return { kind: "table", head, rows };
  }

  private paragraph(): Block {
    const text = [this.line()];
    for (this.at++; this.at < this.lines.length && !this.interrupts(); this.at++)
      text.push(this.line());
    return { kind: "paragraph", inline: parseInline(text.join("\n").trim()) };
  }

  private interrupts(): boolean {
    const line = this.line();
    if (line.trim() === "" || kFence.test(line) || kHeading.test(line) || kRule.test(line))
      return true;
    return this.depth < kDepth && (kQuote.test(line) || kItem.test(line));
  }
}

const leading = (line: string): number => line.length - line.trimStart().length;

const cells = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => parseInline(cell.trim()));

/** Any text gives blocks. */
export function parseMarkdown(text: string): Block[] {
  return new Blocks(text.replace(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"), 0).parse();
}

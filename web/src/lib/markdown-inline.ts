// Inside a line of Markdown: emphasis, code, links, citations [3]. Linear; unmatched signs are text.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "em" | "del"; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] }
  | { kind: "cite"; number: number }
  | { kind: "break" };

const kLabel = 500; // longest text of a link that is looked for
const kOpen = 8; // emphases inside each other
const kNames = { "**": "strong", __: "strong", "*": "em", _: "em", "~~": "del" } as const;
type Mark = keyof typeof kNames;

/** http, https, mailto and places of this page; undefined for everything else (javascript:, data:). */
export function safeHref(href: string): string | undefined {
  const text = href.trim();
  if (/^#\/[^\s]*$/.test(text)) return text;
  if (!/^(?:https?:\/\/|mailto:)/i.test(text)) return undefined;
  return URL.canParse(text) ? text : undefined;
}

interface Frame {
  mark?: Mark; // what opened it; none at the bottom
  children: Inline[];
}

class Inlines {
  private at = 0;
  private plain = "";
  private readonly frames: Frame[] = [{ children: [] }];
  private readonly counts = new Map<string, number>(); // runs of backticks still ahead, by length

  constructor(private readonly text: string) {
    for (const [run] of text.matchAll(/`+/g)) this.counts.set(run, (this.counts.get(run) ?? 0) + 1);
  }

  parse(): Inline[] {
    while (this.at < this.text.length) this.step();
    while (this.frames.length > 1) this.giveUp();
    this.flush();
    return this.frames[0]!.children;
  }

  private get top(): Frame {
    return this.frames.at(-1)!;
  }

  private push(inline: Inline): void {
    this.flush();
    this.top.children.push(inline);
  }

  private flush(): void {
    if (this.plain !== "") this.top.children.push({ kind: "text", text: this.plain });
    this.plain = "";
  }

  // The innermost opening mark was text after all.
  private giveUp(): void {
    this.flush();
    const { mark = "", children } = this.frames.pop()!;
    const into = this.top.children;
    const last = into.at(-1);
    if (last?.kind === "text") last.text += mark;
    else into.push({ kind: "text", text: mark });
    into.push(...children);
  }

  private take(length: number): void {
    this.plain += this.text.slice(this.at, this.at + length);
    this.at += length;
  }

  private step(): void {
    const sign = this.text[this.at]!;
    if (sign === "\\" && /[\\`*_~[\]()#>|!-]/.test(this.text[this.at + 1] ?? "")) {
      this.at++;
      this.take(1);
    } else if (sign === "\n") {
      this.plain = this.plain.trimEnd();
      this.at++;
      this.push({ kind: "break" });
    } else if (sign === "`") this.code();
    else if (sign === "[") this.bracket();
    else if (sign === "*" || sign === "_" || sign === "~") this.emphasis(sign);
    else this.words();
  }

  private words(): void {
    const next = this.text.slice(this.at + 1).search(/[\\\n`[*_~]/);
    this.take(next < 0 ? this.text.length - this.at : next + 1);
  }

  private code(): void {
    const run = /^`+/.exec(this.text.slice(this.at, this.at + 64))![0];
    this.counts.set(run, (this.counts.get(run) ?? 1) - 1);
    if ((this.counts.get(run) ?? 0) < 1) return this.take(run.length);
    let end = this.at + run.length;
    for (;;) {
      end = this.text.indexOf(run, end);
      if (end < 0) return this.take(run.length);
      const whole = /^`+/.exec(this.text.slice(end))![0];
      this.counts.set(whole, (this.counts.get(whole) ?? 1) - 1);
      if (whole === run) break;
      end += whole.length;
    }
    this.push({ kind: "code", text: this.text.slice(this.at + run.length, end).trim() });
    this.at = end + run.length;
  }

  private bracket(): void {
    const rest = this.text.slice(this.at, this.at + kLabel + 2100);
    const cite = /^\[(\d{1,3})\](?!\()/.exec(rest);
    if (cite) {
      this.push({ kind: "cite", number: Number(cite[1]) });
      this.at += cite[0].length;
      return;
    }
    const link =
      /^\[([^\]\n]{1,500})\]\(\s*<?([^\s<>()]{1,2000}(?:\([^\s<>()]*\))?)>?(?:\s+"[^"\n]*")?\s*\)/.exec(
        rest,
      );
    const href = link && safeHref(link[2]!);
    if (!link || !href) return this.take(1);
    this.push({
      kind: "link",
      href,
      children: new Inlines(link[1]!.replaceAll("[", "\\[")).parse(),
    });
    this.at += link[0].length;
  }

  private emphasis(sign: string): void {
    const double = this.text[this.at + 1] === sign;
    if (sign === "~" && !double) return this.take(1);
    const mark = (double ? sign + sign : sign) as Mark;
    const before = this.text[this.at - 1] ?? " ";
    const after = this.text[this.at + mark.length] ?? " ";
    const inWord = sign === "_" && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
    const opened = this.frames.findLastIndex((frame) => frame.mark === mark);
    if (inWord) return this.take(mark.length);
    if (opened > 0 && !/\s/.test(before)) return this.close(opened, mark);
    if (/\s/.test(after) || this.frames.length > kOpen) return this.take(mark.length);
    this.flush();
    this.frames.push({ mark, children: [] });
    this.at += mark.length;
  }

  private close(opened: number, mark: Mark): void {
    while (this.frames.length - 1 > opened) this.giveUp();
    this.flush();
    const { children } = this.frames.pop()!;
    this.top.children.push({ kind: kNames[mark], children });
    this.at += mark.length;
  }
}

/** Any text gives inlines; a line feed is a break. */
export const parseInline = (text: string): Inline[] => new Inlines(text).parse();

/** The words of an inline tree without its marks. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === "text" || inline.kind === "code") return inline.text;
      if (inline.kind === "break") return " ";
      return inline.kind === "cite" ? "" : plainText(inline.children);
    })
    .join("");
}

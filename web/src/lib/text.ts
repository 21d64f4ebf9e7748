// Message texts: marks of a search, language, folding of long ones. Texts are shown as they are.

export interface Segment {
  text: string;
  marked: boolean;
}

/**
 * The text cut at its marks ([first, last) in code points, as X04 gives them). Marks may overlap,
 * lie outside or be in any order; the pieces always join to the text. O(length).
 */
export function segmentsOf(text: string, marks: readonly (readonly [number, number])[]): Segment[] {
  if (marks.length === 0) return text === "" ? [] : [{ text, marked: false }];
  const points = [...text];
  const inside = new Uint8Array(points.length);
  for (const [first, last] of marks) inside.fill(1, Math.max(0, first), Math.max(0, last));
  const out: Segment[] = [];
  for (let at = 0; at < points.length;) {
    const begin = at;
    while (at < points.length && inside[at] === inside[begin]) at++;
    out.push({ text: points.slice(begin, at).join(""), marked: inside[begin] === 1 });
  }
  return out;
}

const kHan = /\p{Script=Han}/u;
const kKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** For the lang attribute: zh-Hans when there is Han text and no kana, else nothing. */
export function langOf(text: string): "zh-Hans" | undefined {
  const start = text.slice(0, 400);
  return kHan.test(start) && !kKana.test(start) ? "zh-Hans" : undefined;
}

/** Marks on a letter take no room beside it. */
const kPiled = /\p{Mn}+/gu;

/** Whether a text needs more than `lines` lines of about `columns` Latin letters. */
export function isLong(text: string, lines = 12, columns = 60): boolean {
  let used = 0;
  for (let begin = 0; begin <= text.length && used <= lines;) {
    const end = text.indexOf("\n", begin);
    const line = text.slice(begin, end < 0 ? text.length : end).replace(kPiled, "");
    const wide = line.slice(0, columns * (lines + 1)).replace(/[^\u2e80-\uffef]/g, "").length;
    used += Math.max(1, Math.ceil((line.length + wide) / columns));
    if (end < 0) break;
    begin = end + 1;
  }
  return used > lines;
}

export interface Linked {
  text: string;
  href?: string;
}

const kUrl = /https?:\/\/[^\s<>"'“”‘’「」『』（）()，。！？；、\u3000]+/giu;
const kTrailing = /[.,;:!?'"\]}]+$/;

/** Web addresses in a text, as links; the pieces join to the text. Only http and https. */
export function linksIn(text: string): Linked[] {
  const out: Linked[] = [];
  let done = 0;
  for (const match of text.matchAll(kUrl)) {
    const url = match[0].replace(kTrailing, "");
    if (!URL.canParse(url)) continue;
    if (match.index > done) out.push({ text: text.slice(done, match.index) });
    out.push({ text: url, href: url });
    done = match.index + url.length;
  }
  if (done < text.length) out.push({ text: text.slice(done) });
  return out;
}

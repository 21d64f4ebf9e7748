// What stands for a person where there is no picture, or where names are hidden. Any name is
// allowed: empty, emoji only, right to left, with a hundred marks on a letter.

const kGraphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const kHan = /\p{Script=Han}/u;
const kMarks = 2; // on one letter; more is decoration that would leave its box

/** The first `count` user-perceived characters. Cost: of these, not of the text. */
export function firstGraphemes(text: string, count: number): string[] {
  const out: string[] = [];
  for (const { segment } of kGraphemes.segment(text.slice(0, count * 64))) {
    if (out.length >= count) break;
    out.push(segment);
  }
  return out;
}

/** A text without invisible characters, direction marks and piled-up marks. Never longer. */
export function plainName(text: string): string {
  return text
    .slice(0, 256)
    .replace(/[\p{Cc}\p{Surrogate}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (sign) =>
      sign === "\u200d" ? sign : "",
    )
    .replace(/(\p{M}{2})\p{M}+/gu, (_, kept: string) => kept.slice(0, kMarks))
    .trim();
}

/** The last two Han characters, or up to two Latin initials, or one grapheme; "?" for no name. */
export function avatarText(name: string): string {
  const plain =
    plainName(name)
      .replace(/[（(【[].*$/u, "")
      .trim() || plainName(name);
  const han = [...plain].filter((point) => kHan.test(point));
  if (han.length > 0) return han.slice(-2).join("");
  const letters = plain.split(/[\s._-]+/u).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? "");
  const initials = letters.filter(Boolean);
  if (initials.length > 1) return (initials[0]! + initials.at(-1)!).toUpperCase();
  return (initials[0] ?? firstGraphemes(plain, 1)[0] ?? "?").toUpperCase();
}

/** 阿·, E··: the first character and one dot for each of at most three others. */
export function maskName(name: string): string {
  const [first = "", ...rest] = firstGraphemes(plainName(name), 4);
  return first === "" ? "··" : first + "·".repeat(Math.max(1, rest.length));
}

// Initials of Chinese names: "zsm" finds 周思敏. The order of characters comes from the browser's own
// collation by pinyin, compared with the first character of each initial: 1 kB instead of a
// dictionary.

const kInitials = "abcdefghjklmnopqrstwxyz";
// The first character of each initial in that order.
const kBoundaries = [..."吖八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他穵夕丫帀"];

// Surnames that are read differently from the character alone, with the initial of the surname.
const kSurnames: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "曾z 单s 仇q 解x 翟z 查z 朴p 任r 区o 盖g 乐y 覃q 秘b 冼x 召s 缪m 种c 折s 繁p 郗x 隗w 祭z 逄p 佴n " +
    "呙g 车c 句g 宓m 晁c 澹t 藏z"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
);
const kDoubleSurnames: Readonly<Record<string, string>> = {
  尉迟: "yc",
  万俟: "mq",
  澹台: "tt",
  长孙: "zs",
};

const kCollator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
// A browser without Chinese collation sorts by code point, where 丫 comes before 八.
const kKnowsPinyin = kBoundaries.every(
  (boundary, i) => i === 0 || kCollator.compare(kBoundaries[i - 1]!, boundary) < 0,
);

const kKnown = new Map<string, string>();

/** "z" for 周; "" for what is no Han character, and everywhere where the browser has no pinyin. */
export function initialOf(point: string): string {
  if (!kKnowsPinyin || !/^\p{Script=Han}$/u.test(point)) return "";
  const known = kKnown.get(point);
  if (known !== undefined) return known;
  let low = 0;
  for (let high = kBoundaries.length; low < high;) {
    const middle = (low + high) >> 1;
    if (kCollator.compare(kBoundaries[middle]!, point) <= 0) low = middle + 1;
    else high = middle;
  }
  const initial = low === 0 ? "" : kInitials[low - 1]!;
  kKnown.set(point, initial);
  return initial;
}

const kPart = /\p{Script=Han}|\p{N}+|[\p{L}\p{M}]+/gu;
const kHan = /\p{Script=Han}/u;

/**
 * Initials of a folded name, small letters: ["zsm"] for 周思敏, ["nl"] for "nora lindqvist". A name
 * that begins with a surname of two readings gives both: 乐天 is ["yt", "lt"]. O(length).
 */
export function initialsOf(folded: string): string[] {
  // Latin letters between Han ones are words of their own: \p{L} would swallow Han, so split first.
  const parts = folded.replace(/\p{Script=Han}/gu, " $& ").match(kPart) ?? [];
  const letters = parts.map((part) => (kHan.test(part) ? initialOf(part) : ([...part][0] ?? "")));
  const plain = letters.join("");
  if (plain === "" || !kHan.test(parts[0] ?? "")) return plain === "" ? [] : [plain];
  const double = kDoubleSurnames[(parts[0] ?? "") + (parts[1] ?? "")];
  const single = kSurnames[parts[0] ?? ""];
  const other = double
    ? double + letters.slice(2).join("")
    : single
      ? single + letters.slice(1).join("")
      : plain;
  return other === plain ? [plain] : [other, plain];
}

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

const kHan = /^\p{Script=Han}$/u;
const kKnown = new Map<string, string>();

/** "z" for 周; "" for what is no Han character, and everywhere where the browser has no pinyin. */
export function initialOf(point: string): string {
  const known = kKnown.get(point);
  if (known !== undefined) return known;
  if (!kKnowsPinyin || !kHan.test(point)) return "";
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

const kOther = /[\p{L}\p{N}\p{M}]/u;
const kNumber = /\p{N}/u;

// What a code point is to a name: a Han character, the part of a number or of a word, or a gap.
type Sort = "han" | "number" | "letter" | "gap";
const kSorts = new Map<string, Sort>();
function sortOf(point: string): Sort {
  let sort = kSorts.get(point);
  if (sort !== undefined) return sort;
  if (kHan.test(point)) sort = "han";
  else if (kOther.test(point)) sort = kNumber.test(point) ? "number" : "letter";
  else sort = "gap";
  kSorts.set(point, sort);
  return sort;
}

/**
 * Initials of a folded name, small letters: ["zsm"] for 周思敏, ["nl"] for "nora lindqvist". A name
 * that begins with a surname of two readings gives both: 乐天 is ["yt", "lt"]. O(length).
 */
export function initialsOf(folded: string): string[] {
  let plain = "";
  let before: Sort = "gap";
  for (const point of folded) {
    const sort = sortOf(point);
    if (sort === "han") plain += initialOf(point);
    else if (sort !== "gap" && sort !== before) plain += point;
    before = sort;
  }
  if (plain === "") return [];
  const [first = "", second = ""] = folded;
  const double = kDoubleSurnames[first + second];
  const single = kSurnames[first];
  let other = plain;
  if (double) other = double + plain.slice(2);
  else if (single) other = single + plain.slice(1);
  return other === plain ? [plain] : [other, plain];
}

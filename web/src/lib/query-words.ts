// The words of the search language: names of operators and of their values, English and Chinese.
// The twin of src/search/parse_values.cpp; a test holds both beside docs/search-language.md.

export const kOperators = [
  "in",
  "from",
  "with",
  "group",
  "source",
  "after",
  "before",
  "on",
  "hour",
  "weekday",
  "has",
  "is",
  "mood",
  "sort",
] as const;
export type Operator = (typeof kOperators)[number];
export type Sort = "new" | "old" | "best";
export type State = "mine" | "theirs" | "private" | "group" | "late" | "system" | "opener";

/** "a:x y,b:z" as a map from each written word to the word it stands for. */
function named<T extends string>(table: Record<T, string>): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [meaning, words] of Object.entries(table) as [T, string][])
    for (const word of words.split(" ")) map.set(word, meaning);
  return map;
}

/** Written forms of each operator, the first Chinese one is the form suggestions show. */
export const kOperatorWords = named<Operator>({
  in: "in 在",
  from: "from 来自 发自",
  with: "with 和 与 跟",
  group: "group 群 群聊",
  source: "source 来源",
  after: "after 之后 晚于 自",
  before: "before 之前 早于",
  on: "on 日期 时间 于",
  hour: "hour 小时 时段",
  weekday: "weekday 星期 周",
  has: "has 含 包含 类型",
  is: "is 是",
  mood: "mood 情绪 心情",
  sort: "sort 排序",
});

export const kStateWords = named<State>({
  mine: "mine me 我的 我 我发的",
  theirs: "theirs 对方 对方的 别人的",
  private: "private 私聊 单聊",
  group: "group 群聊 群",
  late: "late 深夜 熬夜",
  system: "system 系统 系统消息 通知",
  opener: "opener 开场 开头 话头",
});

export const kSortWords = named<Sort>({
  new: "new newest 新 最新",
  old: "old oldest 旧 最旧 最早",
  best: "best 最佳 相关",
});

export const kMoodWords = named({
  pos: "pos positive 积极 正面 开心",
  neg: "neg negative 消极 负面 难过",
});

export const kKindWords = named({
  text: "text 文字 文本",
  image: "image photo picture 图片 图 照片",
  voice: "voice 语音",
  video: "video 视频",
  sticker: "sticker 表情 表情包 动画表情",
  card: "card 名片",
  location: "location place 位置 地点 定位",
  call: "call 通话 电话",
  redpacket: "redpacket 红包",
  transfer: "transfer 转账",
  quote: "quote reply 引用 回复",
  miniapp: "miniapp 小程序",
  link: "link 链接",
  file: "file 文件",
  channel: "channel 视频号",
  app: "app 应用",
  other: "other 其他",
});

const kMe = new Set(["me", "我", "本人", "我自己", "自己"]);
export const meansMe = (folded: string): boolean => kMe.has(folded);

const kWeekdayWords = named({
  0: "0 7 日 天 sun sunday",
  1: "1 一 mon monday",
  2: "2 二 tue tuesday",
  3: "3 三 wed wednesday",
  4: "4 四 thu thursday",
  5: "5 五 fri friday",
  6: "6 六 sat saturday",
});

/** Longest name of an operator, in code points. */
export const kOperatorName = 8;

const kSuggested: Partial<Record<Operator, readonly string[]>> = {
  has: "text image voice video sticker file link quote call location redpacket transfer card miniapp channel".split(
    " ",
  ),
  is: ["mine", "theirs", "private", "group", "late", "system", "opener"],
  mood: ["pos", "neg"],
  sort: ["new", "old", "best"],
};

/** English values for suggestions; empty for operators that take names, times or numbers. */
export const valuesOf = (operator: Operator): readonly string[] => kSuggested[operator] ?? [];

/** How an operator or value is written in Chinese: its first Chinese word. */
export function chineseWord(words: ReadonlyMap<string, string>, meaning: string): string {
  for (const [word, stands] of words)
    if (stands === meaning && /\p{Script=Han}/u.test(word)) return word;
  return meaning;
}

type Cycle = (text: string) => number | undefined;

// first..last inclusive, around the end of the cycle when last lies before first.
function cycle(text: string, length: number, read: Cycle): number[] | undefined {
  for (const sign of ["-", "~", "–", "至", "到"]) {
    const at = text.indexOf(sign);
    if (at < 0) continue;
    const first = read(text.slice(0, at));
    const last = read(text.slice(at + sign.length));
    if (first === undefined || last === undefined) return undefined;
    const out = [first];
    for (let value = first; value !== last; out.push(value)) value = (value + 1) % length;
    return out;
  }
  const only = read(text);
  return only === undefined ? undefined : [only];
}

function each<T>(list: string, read: (text: string) => T[] | undefined): T[] | undefined {
  const out = new Set<T>();
  for (const part of list.split(/[,、]/)) {
    const values = read(part);
    if (values === undefined) return undefined;
    for (const value of values) out.add(value);
  }
  return [...out];
}

function hour(text: string): number | undefined {
  const digits = /^(\d{1,2})(?:点|时|:00)?$/.exec(text)?.[1];
  return digits !== undefined && Number(digits) <= 23 ? Number(digits) : undefined;
}

function weekday(text: string): number | undefined {
  const found = kWeekdayWords.get(text.replace(/^(?:星期|礼拜|周)/, ""));
  return found === undefined ? undefined : Number(found);
}

const byNumber = (values: number[] | undefined): number[] | undefined =>
  values?.toSorted((a, b) => a - b);

/** "0-4", "22-3", "8,12": hours in order; undefined when it means none. `folded` as fold() gives. */
export const hoursOf = (folded: string): number[] | undefined =>
  byNumber(each(folded, (text) => cycle(text, 24, hour)));

/** "6", "sat", "周六", "1-5", "周末": days with 0 = Sunday, in order. */
export const weekdaysOf = (folded: string): number[] | undefined =>
  byNumber(
    each(folded, (text) => {
      if (text === "weekend" || text === "周末") return [0, 6];
      if (text === "workday" || text === "工作日") return [1, 2, 3, 4, 5];
      return cycle(text, 7, weekday);
    }),
  );

/** "image,voice": kinds under their English names. */
export const kindsOf = (folded: string): string[] | undefined =>
  each(folded, (text) => {
    const kind = kKindWords.get(text);
    return kind === undefined ? undefined : [kind];
  });

// The search language: the same cases as tests/search/query_test.cpp, so that both parsers agree.
import { describe, expect, it } from "vitest";
import {
  ambiguousNames,
  errorAt,
  nameOrId,
  parseQuery,
  printQuery,
  receipt,
  term,
  words,
  type Node,
} from "lib/query-language";

// The one-line tree of the server's to_string().
function tree(node: Node | undefined): string {
  if (!node) return "";
  if (node.kind === "none") return `(not ${tree(node.child)})`;
  if (node.kind !== "term") return `(${node.kind} ${node.children.map(tree).join(" ")})`;
  const { about, value } = node.term;
  return about === "words" ? `"${value}"` : `${about}:${value}`;
}

const good: [string, string][] = [
  ["", ""],
  ["  \t\n\u3000 ", ""],
  ["爬山", '"爬山"'],
  ["周六 爬山", '(all "周六" "爬山")'],
  ["周六\u3000爬山", '(all "周六" "爬山")'],
  ['"exact phrase"', '"exact phrase"'],
  ["“全 角”", '"全 角"'],
  ["＂全 角＂", '"全 角"'],
  ['「他说"好"」', '"他说"好""'],
  ["他说“好”", '"他说“好”"'],
  ["a -b", '(all "a" (not "b"))'],
  ["a －b", '(all "a" (not "b"))'],
  ['-"a b" c', '(all (not "a b") "c")'],
  ["--help", '(not "-help")'],
  ["a - b", '(all "a" "-" "b")'],
  ["-", '"-"'],
  ["a-b", '"a-b"'],
  ["100% a_b *", '(all "100%" "a_b" "*")'],
  ["http://x.y foo:bar 12:30", '(all "http://x.y" "foo:bar" "12:30")'],
  ["a' OR 1=1", '(any "a\'" "1=1")'],
  ['"in:阿梅"', '"in:阿梅"'],
  ["a OR b", '(any "a" "b")'],
  ["a 或 b", '(any "a" "b")'],
  ["a 或者 b", '(any "a" "b")'],
  ["a ＯＲ b", '(any "a" "b")'],
  ["a or b", '(all "a" "or" "b")'],
  ["OR", '"OR"'],
  ["或", '"或"'],
  ["ORANGE a", '(all "ORANGE" "a")'],
  ['a "OR" b', '(all "a" "OR" "b")'],
  ["a b OR c d", '(any (all "a" "b") (all "c" "d"))'],
  ["a (b OR c) d", '(all "a" (any "b" "c") "d")'],
  ["a （b OR c） d", '(all "a" (any "b" "c") "d")'],
  ["-(a OR b)", '(not (any "a" "b"))'],
  ["(a)", '"a"'],
  ["a OR(b c)", '(any "a" (all "b" "c"))'],
  ["((a b) OR (c -d))", '(any (all "a" "b") (all "c" (not "d")))'],
  ["f(x) :)", '(all "f(x)" ":)")'],
  ["(f(x) OR y)", '(any "f(x)" "y")'],
  ["(in:群(2))", "in:群(2)"],
  ["in:阿梅", "in:阿梅"],
  ["在:阿梅", "in:阿梅"],
  ["在：阿梅", "in:阿梅"],
  ["IN:阿梅 Ｉｎ：b", "(all in:阿梅 in:b)"],
  ['in:"Lin Wei"', "in:Lin Wei"],
  ["in:“Lin Wei”", "in:Lin Wei"],
  ["from:me 来自:我", "(all from:me from:我)"],
  ["with:x 和:x 跟:x 与:x", "(all with:x with:x with:x with:x)"],
  ["group:g 群:g 群聊:g", "(all group:g group:g group:g)"],
  ["source:wechat 来源:wechat", "(all source:wechat source:wechat)"],
  ["after:2024 之后:2024 自:2024", "(all after:2024 after:2024 after:2024)"],
  ["before:2024-03 之前:2024-03", "(all before:2024-03 before:2024-03)"],
  ["on:7d 日期:7天 时间:7d", "(all on:7d on:7天 on:7d)"],
  ["after:last month x", '(all after:last month "x")'],
  ["on:last 7 days x", '(all on:last 7 days "x")'],
  ["on:上个月 x", '(all on:上个月 "x")'],
  ["hour:0-4 小时:22-3", "(all hour:0-4 hour:22-3)"],
  ["weekday:6 星期:六 周:日", "(all weekday:6 weekday:六 weekday:日)"],
  ["has:image 含:图片 包含:语音", "(all has:image has:图片 has:语音)"],
  ["is:late 是:深夜", "(all is:late is:深夜)"],
  ["-is:mine", "(not is:mine)"],
  ["sort:old x", '"x"'],
  ["sort:new", ""],
  ["爬山 from:阿梅 after:2023 -饭", '(all "爬山" from:阿梅 after:2023 (not "饭"))'],
];

const bad: [string, string, string, [number, number]][] = [
  ["爬山 has:banana x", '(all "爬山" "x")', "unknown_value", [3, 13]],
  ["😀 has:banana", '"😀"', "unknown_value", [2, 12]],
  ["x in: y", '(all "x" "y")', "missing_value", [2, 5]],
  ["x in:", '"x"', "missing_value", [2, 5]],
  ['x in:""', '"x"', "unknown_value", [2, 7]],
  ["x 情绪:积极", '"x"', "not_available", [2, 7]],
  ["x mood:pos", '"x"', "not_available", [2, 10]],
  ["x mood:blue", '"x"', "unknown_value", [2, 11]],
  ["x hour:24", '"x"', "unknown_value", [2, 9]],
  ["x hour:-1", '"x"', "unknown_value", [2, 9]],
  ["x weekday:八", '"x"', "unknown_value", [2, 11]],
  ["x on:2024-02-30", '"x"', "unknown_value", [2, 15]],
  ["x on:3月", '"x"', "unknown_value", [2, 7]],
  ["after:last x", '"x"', "unknown_value", [0, 10]],
  ["with:me x", '"x"', "unknown_value", [0, 7]],
  ["is:happy x", '"x"', "unknown_value", [0, 8]],
  ["x -sort:new", '"x"', "misplaced", [2, 11]],
  ["sort:up x", '"x"', "unknown_value", [0, 7]],
  ['x "abc def', '(all "x" "abc def")', "unclosed", [2, 3]],
  ["x (a b", '(all "x" (all "a" "b"))', "unclosed", [2, 3]],
  ["x ()", '"x"', "empty", [2, 4]],
  ['x ""', '"x"', "empty", [2, 4]],
  ["x \u200b", '"x"', "empty", [2, 3]],
  ["a ) b", '(all "a" "b")', "misplaced", [2, 3]],
  ["a OR", '"a"', "misplaced", [2, 4]],
  ["OR a", '"a"', "misplaced", [0, 2]],
  ["a OR OR b", '(any "a" "b")', "misplaced", [2, 4]],
  ["(has:nope) x", '"x"', "unknown_value", [1, 9]],
];

describe("parseQuery", () => {
  it.each(good)("%j becomes its tree without a problem", (text, expected) => {
    const query = parseQuery(text);
    expect(tree(query.root)).toBe(expected);
    expect(query.problems).toEqual([]);
    expect(errorAt(query)).toBeUndefined();
  });

  it.each(bad)(
    "%j names the bad part and runs the rest",
    (text, expected, reason, [first, last]) => {
      const query = parseQuery(text);
      expect(tree(query.root)).toBe(expected);
      expect(query.problems.map((one) => [one.reason, one.place])).toEqual([
        [reason, { first, last }],
      ]);
      expect(errorAt(query)).toBe(first);
    },
  );

  it.each([
    ["x", undefined],
    ["x sort:old", "old"],
    ["排序：相关 x", "best"],
    ["sort:old sort:新", "new"],
  ])("%j is in its order", (text, sort) => expect(parseQuery(text).sort).toBe(sort));

  it("knows what values mean", () => {
    const terms = parseQuery(
      "hour:22-1,8 weekday:周末 星期:1-3 has:图片,voice is:深夜 from:我 on:2024",
    ).terms;
    expect(terms[0]?.numbers).toEqual([0, 1, 8, 22, 23]);
    expect(terms[1]?.numbers).toEqual([0, 6]);
    expect(terms[2]?.numbers).toEqual([1, 2, 3]);
    expect(terms[3]?.kinds).toEqual(["image", "voice"]);
    expect(terms[4]?.state).toBe("late");
    expect(terms[5]?.me).toBe(true);
    expect(terms[6]?.when).toEqual({ first: { form: "date", unit: "year", date: "2024-01-01" } });
  });

  it("refuses what the server refuses", () => {
    expect(parseQuery("a".repeat(256)).problems).toEqual([]);
    for (const text of ["a".repeat(257), "a ".repeat(65), "(".repeat(17) + "a" + ")".repeat(17)]) {
      const query = parseQuery(text);
      expect(query.root).toBeUndefined();
      expect(query.problems.at(0)?.reason).toBe("too_long");
    }
    expect(parseQuery("a ".repeat(64)).terms).toHaveLength(64);
    expect(parseQuery("(".repeat(16) + "a" + ")".repeat(16)).problems).toEqual([]);
  });

  it("gives tokens for colouring that cover their text", () => {
    const text = '😀 from:"Lin Wei" (a OR -b)';
    const points = [...text];
    expect(
      parseQuery(text).tokens.map(({ kind, first, last }) => [
        kind,
        points.slice(first, last).join(""),
      ]),
    ).toEqual([
      ["word", "😀"],
      ["operator", "from:"],
      ["value", '"Lin Wei"'],
      ["paren", "("],
      ["word", "a"],
      ["or", "OR"],
      ["minus", "-"],
      ["word", "b"],
      ["paren", ")"],
    ]);
  });

  it("survives any text: places stay inside, nothing throws", () => {
    const pieces = [
      '"',
      "(",
      ")",
      "-",
      "OR",
      " ",
      "in:",
      "在：",
      "on:",
      "\ud800",
      "😀",
      "%",
      "「",
      "」",
      "\0",
      "a",
    ];
    let seed = 7;
    for (let round = 0; round < 3000; round++) {
      let text = "";
      for (let n = 0; n < 9; n++) {
        seed = (seed * 48271) % 2147483647;
        text += pieces[seed % pieces.length];
      }
      const query = parseQuery(text);
      const length = [...query.text].length;
      for (const { first, last } of [
        ...query.tokens,
        ...query.terms.map(({ place }) => place),
        ...query.problems.map(({ place }) => place),
      ]) {
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThanOrEqual(length);
      }
      // A value that needs quotes and holds both kinds of them cannot be written whole.
      if (query.terms.some(({ value }) => value.includes('"') && value.includes("」"))) continue;
      expect(tree(parseQuery(printQuery(query)).root)).toBe(tree(query.root));
    }
  });
});

describe("printing", () => {
  it.each([
    ["在：阿梅  是:深夜", "in:阿梅 is:深夜"],
    ["a OR (b c)", "a OR b c"],
    ["(a OR b) c", "(a OR b) c"],
    ["-(a OR b)", "-(a OR b)"],
    ["a OR b sort:old", "(a OR b) sort:old"],
    ["sort:best", "sort:best"],
    ['"a b" "OR" "in:x" "-y"', '"a b" "OR" "in:x" "-y"'],
  ])("%j prints as %j", (text, expected) => expect(printQuery(parseQuery(text))).toBe(expected));

  it.each([
    "Lin Wei",
    'a"b',
    '"quoted"',
    "f(x",
    "a)",
    "(",
    "-x",
    "OR",
    "x:y",
    "「a」 b",
    "",
    "%_*",
  ])("the value %j survives writing and reading", (value) => {
    const query = parseQuery(`(${term("from", value)} x)`);
    if (value !== "") expect(query.terms[0]?.value).toBe(value);
    const said = parseQuery(`(${words(value)} x)`);
    if (value !== "") expect(said.terms[0]).toMatchObject({ about: "words", value });
  });

  it("makes receipts", () => {
    expect(receipt({ in: "阿梅", is: "late" })).toBe("in:阿梅 is:late");
    expect(receipt({ from: "Lin Wei", on: "2024-03", has: ["image", "voice"], hour: 3 })).toBe(
      'from:"Lin Wei" on:2024-03 hour:3 has:image,voice',
    );
    expect(receipt({ words: ["爬山", "a b"], not: { is: "group" }, sort: "old" })).toBe(
      '爬山 "a b" -is:group sort:old',
    );
    expect(receipt({})).toBe("");
  });

  it("names people by number where the name is not enough", () => {
    const ambiguous = ambiguousNames(["陈晨", "Ｌｉｎ", "lin", "陈晨"]);
    expect(nameOrId("陈晨", 20, ambiguous)).toBe("#20");
    expect(nameOrId("LIN", 3, ambiguous)).toBe("#3");
    expect(nameOrId("阿梅", 4, ambiguous)).toBe("阿梅");
    expect(nameOrId("我", 5, ambiguous)).toBe("#5");
    expect(nameOrId("#7", 6, ambiguous)).toBe("#6");
    expect(nameOrId(" ", 8, ambiguous)).toBe("#8");
  });
});

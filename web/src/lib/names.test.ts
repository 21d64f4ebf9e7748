// Names, colours, marks, addresses: with everything people put into their names.
import { describe, expect, it } from "vitest";
import { backoff } from "lib/backoff";
import { contrast, hueColor, hueOf, parseHex } from "lib/color";
import { fold, narrow, wellFormed } from "lib/fold";
import { hash32, randomFrom } from "lib/hash";
import { avatarText, firstGraphemes, maskName, plainName } from "lib/names";
import { initialOf, initialsOf } from "lib/pinyin";
import { addressOf, formatPlace, parsePlace } from "lib/place";
import { quantileLimits, stepOf } from "lib/scale";
import { isLong, langOf, linksIn, segmentsOf } from "lib/text";

describe("fold", () => {
  it.each([
    ["ＨＥＬＬＯ", "hello"],
    ["Straße", "strasse"],
    ["ẞ", "ss"],
    ["ﬁsh", "fish"],
    ["ΣΊΣΥΦΟΣ", "σίσυφοσ"],
    ["ı I", "ı i"],
    ["a\u200bb\u00ad", "ab"],
    ["ꭰ", "Ꭰ"],
    ["ｶﾞ", "ガ"],
    ["周思敏", "周思敏"],
    ["a\0b", "a b"],
  ])("%j", (text, folded) => expect(fold(text)).toBe(folded));
  it("is the same for a whole text and by code points", () => {
    for (let code = 0; code < 0x20000; code++) {
      const point = String.fromCodePoint(code);
      if (/\p{M}|\p{Surrogate}/u.test(point)) continue;
      // The sigma in front makes it go by code points.
      if (`σ${fold(point)}` !== fold(`σ${point}`)) expect.fail(`U+${code.toString(16)}`);
    }
  });
  it("narrows signs and repairs surrogates", () => {
    expect(narrow("：")).toBe(":");
    expect(narrow("中")).toBe("中");
    expect(wellFormed("a\ud800b😀")).toBe("a\ufffdb😀");
  });
});

describe("pinyin", () => {
  it("finds the initial of each reading", () => {
    const expected: [string, string][] = [
      ["阿奥", "aa"],
      ["播北", "bb"],
      ["陈茶", "cc"],
      ["大读", "dd"],
      ["恩儿", "ee"],
      ["风福", "ff"],
      ["高国", "gg"],
      ["黑会", "hh"],
      ["家九", "jj"],
      ["科空", "kk"],
      ["老林", "ll"],
      ["马门", "mm"],
      ["你怒", "nn"],
      ["哦欧", "oo"],
      ["怕平", "pp"],
      ["钱去", "qq"],
      ["人如", "rr"],
      ["三是", "ss"],
      ["他天", "tt"],
      ["王我", "ww"],
      ["小谢", "xx"],
      ["一云", "yy"],
      ["再周", "zz"],
    ];
    for (const [han, letters] of expected) expect([...han].map(initialOf).join("")).toBe(letters);
    expect(initialOf("a")).toBe("");
    expect(initialOf("😀")).toBe("");
  });
  it.each([
    ["周思敏", ["zsm"]],
    ["曾国藩", ["zgf", "cgf"]],
    ["单雄信", ["sxx", "dxx"]],
    ["解小东", ["xxd", "jxd"]],
    ["尉迟恭", ["ycg", "wcg"]],
    ["老曾", ["lc"]],
    ["eva陈", ["ec"]],
    ["nora lindqvist", ["nl"]],
    ["502 永不散场", ["5ybsc"]],
    ["😀✨", []],
    ["", []],
  ])("%s", (name, initials) => expect(initialsOf(name)).toEqual(initials));
});

describe("names", () => {
  it.each([
    ["周思敏", "思敏"],
    ["敏", "敏"],
    ["Nora Lindqvist", "NL"],
    ["eva", "E"],
    ["卫小舟（健身房）", "小舟"],
    ["😀😀", "😀"],
    ["👨‍👩‍👧 ", "👨‍👩‍👧"],
    ["", "?"],
    ["\u202e\u200b", "?"],
    ["（）", "（"],
  ])("%j is shown as %s", (name, text) => expect(avatarText(name)).toBe(text));
  it("loses what would leave its box", () => {
    expect(plainName("\u202eabc\u2066\n")).toBe("abc");
    expect(plainName(`z${"\u0335".repeat(200)}`)).toHaveLength(3);
    expect(plainName("x".repeat(10_000))).toHaveLength(256);
    expect(firstGraphemes("é👍🏽x", 2)).toEqual(["é", "👍🏽"]);
  });
  it("can be masked", () => {
    expect(maskName("阿梅")).toBe("阿·");
    expect(maskName("Eva Lindqvist")).toBe("E···");
    expect(maskName("E")).toBe("E·");
    expect(maskName("")).toBe("··");
  });
});

const joined = (text: string, marks: [number, number][]) =>
  segmentsOf(text, marks)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join("");

describe("texts", () => {
  it("are cut at marks, counted in code points", () => {
    expect(joined("😀周六爬山", [[3, 5]])).toBe("😀周六[爬山]");
    expect(
      joined("abc", [
        [2, 9],
        [-4, 1],
        [0, 1],
      ]),
    ).toBe("[a]b[c]");
    expect(joined("abc", [[2, 1]])).toBe("abc");
    expect(segmentsOf("", [])).toEqual([]);
    expect(segmentsOf("<b>&", [])).toEqual([{ text: "<b>&", marked: false }]);
  });
  it("say their language", () => {
    expect(langOf("周六爬山")).toBe("zh-Hans");
    expect(langOf("こんにちは世界")).toBeUndefined();
    expect(langOf("hello")).toBeUndefined();
  });
  it("are long by lines and by width", () => {
    expect(isLong("a\n".repeat(11))).toBe(false);
    expect(isLong("a\n".repeat(12))).toBe(true);
    expect(isLong("字".repeat(360))).toBe(false);
    expect(isLong("字".repeat(361))).toBe(true);
    expect(isLong(`h${"\u0310".repeat(900)}ello`)).toBe(false);
    expect(isLong("x".repeat(10_000))).toBe(true);
    expect(isLong("")).toBe(false);
  });
  it("have links only to the web", () => {
    expect(linksIn("看https://a.example/x?y=1，好 javascript:alert(1)")).toEqual([
      { text: "看" },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: "，好 javascript:alert(1)" },
    ]);
    expect(linksIn("http://x.y.").at(-1)).toEqual({ text: "." });
    expect(linksIn("https://")).toEqual([{ text: "https://" }]);
    expect(linksIn("")).toEqual([]);
  });
});

describe("places", () => {
  it.each([
    ["", [], {}],
    ["#/", [], {}],
    ["#/people/wx%2Fid/words", ["people", "wx/id", "words"], {}],
    ["#/search?q=%E7%88%AC%E5%B1%B1+in:%23 3&x", ["search"], { q: "爬山 in:# 3", x: "" }],
    ["#/x?a=1=2&&b=%", ["x"], { a: "1=2", b: "%" }],
    ["#/100%", ["100%"], {}],
  ])("%j", (hash, path, query) => {
    const place = parsePlace(hash);
    expect(place.path).toEqual(path);
    expect({ ...place.query }).toEqual(query);
  });
  it("are written so that they can be read", () => {
    const text = formatPlace(["people", "a/b?#", 7], {
      q: "爬山 & +1",
      none: undefined,
      empty: "",
    });
    expect(text).toBe("#/people/a%2Fb%3F%23/7?q=%E7%88%AC%E5%B1%B1%20%26%20%2B1");
    expect(parsePlace(text)).toMatchObject({
      path: ["people", "a/b?#", "7"],
      query: { q: "爬山 & +1" },
    });
    expect(formatPlace([])).toBe("#/");
    expect(parsePlace("#/x?__proto__=1").query.__proto__).toBe("1");
  });
  it("addresses of the server", () => {
    expect(addressOf("/api/x")).toBe("/api/x");
    expect(addressOf("/api/x", { q: "a b&", n: 0, none: null, no: false })).toBe(
      "/api/x?q=a+b%26&n=0&no=false",
    );
  });
});

describe("numbers that follow from others", () => {
  it("hashes", () => {
    expect(hash32("")).toBe(0x811c9dc5);
    expect(hash32("a")).toBe(0xe40c292c);
    const random = randomFrom("seed");
    const values = Array.from({ length: 1000 }, random);
    expect(values).toEqual(Array.from({ length: 1000 }, randomFrom("seed")));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((a, b) => a + b) / 1000).toBeCloseTo(0.5, 1);
  });
  it("colours", () => {
    expect(parseHex("#FFF")).toEqual([255, 255, 255]);
    expect(parseHex("#a4452a")).toEqual([164, 69, 42]);
    expect(parseHex("red")).toBeUndefined();
    expect(contrast(parseHex("#fff")!, parseHex("#000")!)).toBe(21);
    expect(contrast(parseHex("#A4452A")!, parseHex("#FAF6F0")!)).toBeCloseTo(5.6, 1);
    expect(hueOf("x")).toBe(hash32("x") % 12);
    expect(hueColor(13, "light")).toBe("oklch(0.8 0.06 30)");
    expect(hueColor(0, "dark")).toBe("oklch(0.4 0.06 0)");
  });
  it("steps of a heat map", () => {
    const limits = quantileLimits([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(limits).toEqual([2, 4, 6, 8, 10]);
    expect([0, 1, 2, 3, 10, 99, Number.NaN].map((value) => stepOf(value, limits))).toEqual([
      0, 1, 1, 2, 5, 5, 0,
    ]);
    expect(quantileLimits([0, 0])).toEqual([]);
    expect(quantileLimits([7, 7, 7])).toEqual([7]);
  });
  it("back-off", () => {
    const none = [0, 1, 2, 3, 4, 5, 99].map((attempt) => backoff(attempt, () => 0));
    expect(none).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(backoff(4, () => 1)).toBe(5600);
  });
});

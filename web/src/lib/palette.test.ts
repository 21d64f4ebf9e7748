// The order of the palette. Its speed: tests/perf/palette.perf.ts.
import { describe, expect, it } from "vitest";
import { paletteIndex, paletteMode, searchPalette, type PaletteEntry } from "lib/palette";

const now = 1_795_000_000;
const person = (name: string, count = 100, ago = 10, alt: string[] = []): PaletteEntry => ({
  kind: "person",
  id: name,
  name,
  alt,
  count,
  last: now - ago * 86_400,
});
const names = (entries: PaletteEntry[], query: string): string[] =>
  searchPalette(paletteIndex(entries, now), query).map(({ entry }) => entry.name);

describe("order", () => {
  it("initials find a Chinese name", () => {
    expect(names([person("周思敏"), person("老周")], "zsm")).toEqual(["周思敏"]);
    expect(names([person("曾小贤")], "zxx")).toEqual(["曾小贤"]);
  });
  it("prefix before initials before substring before subsequence", () => {
    const all = [person("xxzhxx"), person("张昊"), person("zhou"), person("z-other-h")];
    expect(
      searchPalette(paletteIndex(all, now), "zh").map(({ entry, match }) => [entry.name, match]),
    ).toEqual([
      ["zhou", "prefix"],
      ["张昊", "initials"],
      ["xxzhxx", "substring"],
      ["z-other-h", "subsequence"],
    ]);
  });
  it("who one talks with more, and lately, comes first", () => {
    expect(names([person("陈一", 10), person("陈二", 9000)], "陈")).toEqual(["陈二", "陈一"]);
    expect(names([person("陈一", 100, 2000), person("陈二", 100, 3)], "陈")).toEqual([
      "陈二",
      "陈一",
    ]);
  });
  it("other names count, a little less", () => {
    const all = [person("阿梅", 100, 10, ["周思敏"]), person("周思敏")];
    expect(names(all, "周思")).toEqual(["周思敏", "阿梅"]);
    expect(names(all, "ZSM")).toEqual(["周思敏", "阿梅"]);
  });
  it("full width, case and blanks do not matter", () => {
    expect(names([person("Nora Lindqvist")], "ＮＯＲＡ lin")).toEqual(["Nora Lindqvist"]);
    expect(names([person("Nora Lindqvist")], "lind")).toEqual(["Nora Lindqvist"]);
    expect(names([person("周思敏")], "z s m")).toEqual(["周思敏"]);
  });
  it("kinds and limit narrow, an empty query gives the weightiest", () => {
    const all: PaletteEntry[] = [
      person("a"),
      { kind: "group", id: "g", name: "a group" },
      { kind: "action", id: "lock", name: "Lock now", alt: ["锁定"] },
    ];
    const index = paletteIndex(all, now);
    expect(searchPalette(index, "a", 20, ["group"]).map(({ entry }) => entry.id)).toEqual(["g"]);
    expect(searchPalette(index, "", 2)).toHaveLength(2);
    expect(searchPalette(index, "锁").map(({ entry }) => entry.id)).toEqual(["lock"]);
  });
  it("hostile names and queries do no harm", () => {
    const all = ["", "\u202e", "z\u0335".repeat(5000), "<img>", "😀", "%", "\ud800"].map((name) =>
      person(name),
    );
    for (const query of ["", "😀", "%", "\\", "a".repeat(10_000), "\ud800", "<"])
      expect(searchPalette(paletteIndex(all, now), query).length).toBeLessThanOrEqual(20);
  });
});

it.each([
  [">lock", "actions", "lock"],
  ["＞ 锁", "actions", "锁"],
  ["@梅", "people", "梅"],
  ["#山", "groups", "山"],
  ["?why", "ask", "why"],
  ["/爬山", "search", "爬山"],
  ["zsm", "all", "zsm"],
])("%j asks for %s", (text, mode, rest) => expect(paletteMode(text)).toEqual([mode, rest]));

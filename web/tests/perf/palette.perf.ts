// A key in the palette over 10,000 people.
import { expect, test } from "vitest";
import { paletteIndex, type PaletteEntry, searchPalette } from "lib/palette";
import { asRow } from "../support/measure";

const kNow = 1_795_000_000;
const kLimit = 8; // milliseconds
const kFamily = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"];
const kGiven = [..."伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英思雨晨"];
const kKeys = ["z", "zs", "zsm", "周", "周思", "nick 12", "w c", "qqqq", "敏静", "e"];

function person(i: number): PaletteEntry {
  const name = `${kFamily[i % 20]}${kGiven[(i * 7) % 26]}${kGiven[(i * 11) % 26]}`;
  const alt = i % 3 ? [`nick ${i}`] : [`Wei Chen ${i}`, "小可爱"];
  return { kind: "person", id: name, name, alt, count: i, last: kNow - (i % 900) * 86_400 };
}

test("the palette", () => {
  const index = paletteIndex(
    Array.from({ length: 10_000 }, (_, i) => person(i)),
    kNow,
  );
  const once = (query: string) => {
    const begin = performance.now();
    searchPalette(index, query);
    return performance.now() - begin;
  };
  const best = kKeys.map((key) => Math.min(...Array.from({ length: 7 }, () => once(key))));
  const measured = Math.max(...best);
  process.stdout.write(
    `${asRow({ what: "palette: a key over 10,000 people", measured, limit: kLimit, unit: "ms" })}\n`,
  );
  expect(measured).toBeLessThanOrEqual(kLimit);
});

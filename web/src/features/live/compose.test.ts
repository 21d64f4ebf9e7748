import { expect, test } from "vitest";
import { draftOf, freeName, nameProblem, sends, sentencesIn } from "features/live/compose";

test("a message has 1 to 5000 code points and is not only blanks", () => {
  expect(draftOf("").ready).toBe(false);
  expect(draftOf(" \n\t　").ready).toBe(false);
  expect(draftOf("a")).toEqual({ ready: true });
  expect(draftOf("😀".repeat(4499))).toEqual({ ready: true });
  expect(draftOf("😀".repeat(4500))).toEqual({ ready: true, left: 500 });
  expect(draftOf("😀".repeat(5000))).toEqual({ ready: true, left: 0 });
  expect(draftOf("😀".repeat(5001))).toEqual({ ready: false, left: -1 });
});

test("a name has 1 to 48 code points and no control characters", () => {
  expect(nameProblem(" ")).toBe("empty");
  expect(nameProblem("字".repeat(48))).toBeUndefined();
  expect(nameProblem("😀".repeat(49))).toBe("long");
  expect(nameProblem("a\tb")).toBe("control");
  expect(freeName("Notes", ["Notes", "Notes 2"])).toBe("Notes 3");
  expect(freeName("Notes", [])).toBe("Notes");
});

test("complete sentences are counted in both languages", () => {
  expect(sentencesIn("")).toBe(0);
  expect(sentencesIn("你们第一次爬山是 2019 年")).toBe(0);
  expect(sentencesIn("去的是香山。那天很冷！真的？")).toBe(3);
  expect(sentencesIn("It was 3.5 km. Then home")).toBe(1);
  expect(sentencesIn("- one\n- two\n")).toBe(2);
});

test("Enter sends; Shift+Enter and the Enter of an input method do not", () => {
  const enter = { key: "Enter", shiftKey: false, altKey: false, keyCode: 13, isComposing: false };
  expect(sends(enter)).toBe(true);
  expect(sends({ ...enter, shiftKey: true })).toBe(false);
  expect(sends({ ...enter, isComposing: true })).toBe(false);
  expect(sends({ ...enter, keyCode: 229 })).toBe(false);
  expect(sends({ ...enter, key: "a" })).toBe(false);
});

import { expect, test } from "vitest";
import { piecesOf, replaced } from "features/search/pieces";
import { parseQuery } from "lib/query-language";

test("tokens and problems cut the text, the pieces join to it", () => {
  const text = "爬山 in:阿 -饭";
  const { tokens } = parseQuery(text);
  const pieces = piecesOf(text, tokens, [{ first: 3, last: 7 }]);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter((piece) => piece.problem).map((piece) => piece.text)).toEqual(["in:", "阿"]);
  expect(pieces[0]).toEqual({ text: "爬山", first: 0, kind: "word", problem: false });
});

test("places count code points and may lie outside", () => {
  expect(piecesOf("😀a", [], [{ first: 1, last: 9 }])).toEqual([
    { text: "😀", first: 0, kind: undefined, problem: false },
    { text: "a", first: 1, kind: undefined, problem: true },
  ]);
  expect(piecesOf("", [], [{ first: 0, last: 3 }])).toEqual([]);
  expect(replaced("😀ab", { first: 1, last: 2 }, "x")).toBe("😀xb");
});

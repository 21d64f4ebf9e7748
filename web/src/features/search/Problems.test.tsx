import { expect, test } from "vitest";
import type { Entry } from "api/surfaces/kith";
import { directoryOf } from "app/people";
import { problemsOf, Problems } from "features/search/Problems";
import { press, render } from "../../../tests/support/render";

const someone = (chat: number, name: string): Entry => ({
  id: `k${chat}`,
  chat,
  person: chat,
  name,
  alt: [],
  kind: "person",
  source: "wechat",
  count: 1,
  last: 1,
  avatar: "",
});
const known = {
  directory: directoryOf([
    someone(1, "阿砚"),
    someone(24, "教练阿凯"),
    someone(3, "陈晨"),
    someone(4, "陈晨"),
  ]),
  self: "me",
};
const problem = (first: number, last: number, reason: string, names: [string, string][] = []) => ({
  first,
  last,
  reason,
  message: `the server's words about ${reason}`,
  choices: names.map(([id, name]) => ({ id, name, group: false })),
});

test("what is left out is said with its own words, and a name can be chosen", async () => {
  const changed: string[] = [];
  const drawn = await render(
    <Problems
      q="😀 in:阿 x"
      problems={[
        problem(2, 6, "unknown_name", [
          ["#1", "阿砚"],
          ["#24", "教练阿凯"],
        ]),
      ]}
      known={known}
      onChange={(q) => changed.push(q)}
    />,
  );
  expect(drawn.text()).toContain("“in:阿”");
  await press(drawn.named("教练阿凯"));
  expect(changed).toEqual(["😀 in:教练阿凯 x"]);
  await drawn.unmount();
});

test("people of one name are told apart by their numbers", async () => {
  const changed: string[] = [];
  const drawn = await render(
    <Problems
      q="from:陈晨"
      problems={[
        problem(0, 7, "ambiguous", [
          ["#3", "陈晨"],
          ["#4", "陈晨"],
        ]),
      ]}
      known={known}
      onChange={(q) => changed.push(q)}
    />,
  );
  await press(drawn.named("陈晨 #4"));
  expect(changed).toEqual(["from:#4"]);
  await drawn.unmount();
});

test("an unknown reason shows the server's words", async () => {
  const drawn = await render(
    <Problems q="abc" problems={[problem(0, 3, "brand_new")]} known={known} onChange={() => {}} />,
  );
  expect(drawn.text()).toContain("the server's words about brand_new");
  await drawn.unmount();
});

test("an operator that is still being written is no problem yet", () => {
  expect(problemsOf("饭 from:", undefined)).toEqual([]);
  expect(problemsOf("from: 饭", undefined)).toMatchObject([{ reason: "missing_value" }]);
  expect(problemsOf("a (b", [problem(2, 3, "unclosed")])).toHaveLength(1);
});

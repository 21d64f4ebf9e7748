import { expect, test } from "vitest";
import type { Item } from "api/types";
import { item } from "features/chats/items.fake";
import { Message, type MessageActions } from "features/chats/Message";
import { press, render } from "../../../tests/support/render";

const none: MessageActions = {
  quote: () => {},
  choose: () => {},
  copyText: () => {},
  copyLink: () => {},
  day: () => {},
};
const draw = (one: Item, more: Partial<Parameters<typeof Message>[0]> = {}) =>
  render(
    <Message
      row={{ item: one, head: true, day: undefined }}
      place={6}
      total={40}
      group={false}
      state=""
      actions={none}
      {...more}
    />,
  );

test("a message says who, when and where it lies among all", async () => {
  const { find } = await draw(item(7), { group: true });
  const article = find("article");
  expect(article.getAttribute("aria-label")).toMatch(/^阿梅, \d\d:\d\d$/);
  expect(article.getAttribute("aria-posinset")).toBe("7");
  expect(article.getAttribute("aria-setsize")).toBe("40");
  expect(find("[data-text]").getAttribute("lang")).toBe("zh-Hans");
  expect(find("[data-text]").getAttribute("dir")).toBe("auto");
});

test("text is text, whatever it looks like", async () => {
  const text = '<img src=x onerror="alert(1)"> {n} %s \u202e\u0000 javascript:alert(1)';
  const { root, find } = await draw(item(7, { text, name: "<b>x</b>" }), { group: true });
  expect(find("[data-text]").textContent).toBe(text);
  expect(root.querySelector("img, b, a")).toBeNull();
  expect(find("article").getAttribute("aria-label")).toContain("<b>x</b>");
});

test("somebody without a name is somebody", async () => {
  const { find } = await draw(item(7, { name: "", sender: 0 }));
  expect(find("article").getAttribute("aria-label")).toContain("Unknown person");
});

test("found words are marked, addresses are links that say they leave", async () => {
  const { find, root } = await draw(item(7, { text: "看 http://a.example/b 爬山" }), {
    marks: [[21, 23]],
  });
  expect(find("mark").textContent).toBe("爬山");
  expect(find("a").getAttribute("href")).toBe("http://a.example/b");
  expect(find("a").getAttribute("rel")).toContain("noreferrer");
  expect(find("a").title).toContain("leaves this machine");
  expect(root.querySelectorAll("a").length).toBe(1);
});

test("a long message is folded until it is wanted, and whole when one came for it", async () => {
  const text = Array.from({ length: 30 }, (_, i) => `line ${i}`).join("\n");
  const drawn = await draw(item(7, { text }));
  expect(drawn.find("[data-text]").className).toContain("folded");
  await press(drawn.named("Show all"));
  expect(drawn.find("[data-text]").className).not.toContain("folded");
  await press(drawn.named("Show less"));
  expect(drawn.find("[data-text]").className).toContain("folded");
  await drawn.unmount();
  const came = await draw(item(7, { text }), { state: "target" });
  expect(came.find("[data-text]").className).not.toContain("folded");
});

const media = (kind: string, more: Partial<NonNullable<Item["media"]>> = {}) => ({
  type: kind,
  media: { kind, name: "", bytes: 0, seconds: 0, ...more },
});

test.each([
  [
    "image",
    item(1, { text: "", ...media("image", { bytes: 883_595 }) }),
    "Image · 884 kB · not in this export",
  ],
  [
    "voice",
    item(1, { text: "", ...media("voice", { seconds: 52 }) }),
    "52 sec · not in this export",
  ],
  ["file", item(1, { text: "材料.pdf", ...media("file", { name: "材料.pdf" }) }), "材料.pdf"],
  [
    "kept",
    item(1, { text: "", ...media("video", { src: "v/1.mp4" }) }),
    "the file stays in its folder",
  ],
  [
    "link",
    item(1, { text: "题目", ...media("link", { url: "https://m.example/x" }) }),
    "m.example",
  ],
  [
    "unsafe",
    item(1, { text: "题目", ...media("link", { url: "javascript:alert(1)" }) }),
    "javascript:alert(1)",
  ],
  [
    "transfer",
    item(1, { text: "转账", type: "transfer", pay: { amount: "￥21.50", memo: "", step: 3 } }),
    "Transfer · accepted￥21.50",
  ],
  ["recalled", item(1, { recalled: true }), "Recalled"],
  ["edited", item(1, { edited: true }), "Edited"],
  ["cut", item(1, { cut: true }), "first 20,000"],
  [
    "system",
    item(1, { type: "system", text: "撤回了一条消息", sender: 0, name: "" }),
    "撤回了一条消息",
  ],
  ["blank", item(1, { text: "\n\n \n" }), "No words"],
  ["empty", item(1, { type: "other", text: "" }), "["],
] as const)("what it is: %s", async (name, one, says) => {
  const { root, text } = await draw(one);
  expect(text()).toContain(says);
  if (name === "unsafe") expect(root.querySelector("a")).toBeNull();
  if (name === "link") expect(root.querySelector("a")?.href).toBe("https://m.example/x");
});

test("a quote is pressed to go there; without words it cannot be", async () => {
  const asked: number[] = [];
  const quote = { id: "1", name: "小周", text: "那家面馆还开吗" };
  const drawn = await draw(item(7, { type: "quote", quote }), {
    actions: { ...none, quote: ({ id }) => asked.push(id) },
  });
  await press(drawn.find("button[title='Go to the quoted message']"));
  expect(asked).toEqual([7]);
  await drawn.unmount();
  const empty = await draw(item(8, { type: "quote", quote: { id: "1", name: "", text: "" } }));
  expect(empty.find<HTMLButtonElement>("button").disabled).toBe(true);
});

test("the chosen message offers its text and its address", async () => {
  const done: string[] = [];
  const drawn = await draw(item(7), {
    state: "current",
    actions: { ...none, copyText: () => done.push("text"), copyLink: () => done.push("link") },
  });
  await press(drawn.named("Copy text"));
  await press(drawn.named("Copy link"));
  expect(done).toEqual(["text", "link"]);
  expect(drawn.find("article").tabIndex).toBe(0);
});

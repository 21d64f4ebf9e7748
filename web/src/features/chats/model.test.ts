import { expect, test } from "vitest";
import type { ChatWindow, WindowAt } from "api/surfaces/kith";
import { page } from "features/chats/items.fake";
import { ReaderModel } from "features/chats/model";

const kTotal = 3000;
/** A chat with messages 1..3000, as the server gives its pages. */
function chat(at?: WindowAt): ChatWindow {
  const cut = (first: number, last: number) =>
    page(Math.max(1, first), Math.min(kTotal, last), kTotal);
  if (!at) return cut(kTotal - 99, kTotal);
  if ("around" in at) return cut(at.around - 50, at.around + 49);
  if ("before" in at) return cut(at.before - 100, at.before - 1);
  if ("after" in at) return cut(at.after + 1, at.after + 100);
  const day = Date.parse(`${at.at}T00:00:00Z`) / 1000;
  const first = Math.min(kTotal, Math.max(1, Math.ceil((day - 1_700_000_000) / 60)));
  return cut(first, first + 99);
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

function reader(read = async (at?: WindowAt) => chat(at)) {
  const asked: (WindowAt | undefined)[] = [];
  const model = new ReaderModel((at) => {
    asked.push(at);
    return read(at);
  }, "UTC");
  return { model, asked };
}
const idsOf = (model: ReaderModel) => model.get().items.map(({ id }) => id);

test("it opens at the end, at a message, at a day", async () => {
  const { model } = reader();
  model.open("end");
  expect(model.get().busy).toBe(true);
  await settled();
  expect(model.get().goal).toMatchObject({ id: kTotal, align: "end" });
  model.open({ m: 700 });
  await settled();
  expect(model.get().goal).toMatchObject({ id: 700, align: "center" });
  expect(idsOf(model)).toContain(700);
  model.open({ at: "2023-11-15" }); // 00:00 lies 106.67 minutes after message 0
  await settled();
  expect(model.get().goal).toMatchObject({ id: 107, align: "start" });
});

test("what is held already is not asked for", async () => {
  const { model, asked } = reader();
  model.open({ m: 700 });
  await settled();
  const before = model.get().items;
  model.open({ m: 705, top: 33 });
  expect(asked.length).toBe(1);
  expect(model.get().goal).toMatchObject({ id: 705, align: 33 });
  expect(model.get().items).toBe(before);
  model.open({ m: 700 }, "anew");
  expect(asked.length).toBe(2);
});

test("one reads back a thousand messages in order, without gaps", async () => {
  const { model } = reader();
  model.open("end");
  await settled();
  for (let i = 0; i < 60; i++) {
    model.more("before");
    await settled();
    const ids = idsOf(model);
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, n) => ids[0]! + n));
    expect(ids.length).toBeLessThanOrEqual(240);
  }
  expect(idsOf(model)[0]).toBeLessThan(kTotal - 1000);
});

test("an answer that nobody waits for any more changes nothing", async () => {
  let answer: (window: ChatWindow) => void = () => {};
  const { model } = reader((at) =>
    at && "around" in at && at.around === 5
      ? new Promise((resolve) => (answer = resolve))
      : Promise.resolve(chat(at)),
  );
  model.open({ m: 5 });
  model.open({ m: 2000 });
  await settled();
  answer(chat({ around: 5 }));
  await settled();
  expect(model.get().goal?.id).toBe(2000);
  expect(idsOf(model)).not.toContain(5);
});

test("a page that fails leaves what is there, and comes when asked for again", async () => {
  let fails = false;
  const { model } = reader(async (at) => {
    if (fails) throw new Error("no answer");
    return chat(at);
  });
  model.open("end");
  await settled();
  fails = true;
  model.more("before");
  await settled();
  expect(model.get().error?.message).toBe("no answer");
  expect(idsOf(model)).toContain(kTotal);
  model.more("before"); // does not ask again by itself
  fails = false;
  model.retry();
  await settled();
  expect(model.get().error).toBeNull();
  expect(model.get().track?.items[0]?.id).toBe(kTotal - 199);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Entry } from "api/surfaces/kith";
import { acceptBoot, bootStore } from "app/boot";
import { change } from "app/settings";
import ExportDialog from "features/chats/ExportDialog";
import { page } from "features/chats/items.fake";
import { press, render, serve, until } from "../../../tests/support/render";

const entry: Entry = {
  id: "wxid_mei",
  chat: 1,
  person: 2,
  name: "周思敏",
  alt: [],
  kind: "person",
  source: "wechat",
  count: 40,
  last: 0,
  avatar: "",
};
const total = (n: number) => ({ total: n, took_ms: 1, exact: true, hits: [], cursor: "" });
/** Counts are asked for in one request; each line answers one question. */
const counted = (n: number) =>
  new Response(
    [0, 1].map((i) => JSON.stringify({ i, status: 200, body: total(n * i) })).join("\n"),
  );

let files: { name: string; text: Promise<string> }[] = [];
beforeEach(() => {
  const { boot } = bootStore.get();
  acceptBoot({ ...boot, timezone: "UTC", archive: { ...boot.archive, state: "ready" } });
  files = [];
  let made: Blob | undefined;
  URL.createObjectURL = (file) => ((made = file as Blob), "blob:x");
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, text: made!.text() });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  change({ masked: false });
});

const draw = () =>
  render(<ExportDialog entry={entry} chat="周思敏" day="2023-11-14" onClose={() => {}} />);
const submit = (form: HTMLElement) => press(form.querySelector("button[type=submit]")!);

test("the file is named after the chat, and masked when names are masked", async () => {
  serve({ "/api/kith/batch": counted(40), "/api/kith/chats/1/window": page(1, 40, 40) });
  const drawn = await draw();
  await until(() => drawn.text().includes("Save 40 messages"));
  await submit(drawn.find("form"));
  await until(() => drawn.text().includes("Saved: 周思敏"));
  expect(files[0]?.name).toBe("周思敏 The whole conversation.txt");
  expect(await files[0]?.text).toContain("阿梅  第 40 条");
  await press(drawn.find("[role=switch]"));
  await submit(drawn.find("form"));
  await until(() => files.length === 2);
  expect(files[1]?.name).toBe("周·· The whole conversation.txt");
  expect(await files[1]?.text).toContain("阿·  第 40 条");
  await drawn.unmount();
});

test("a failure is told in the server's words, and no file is made", async () => {
  const error = new Response('{"error":"磁盘读取失败"}', { status: 400 });
  serve({ "/api/kith/batch": counted(40), "/api/kith/chats/1/window": error });
  const drawn = await draw();
  await until(() => drawn.text().includes("Save 40 messages"));
  await submit(drawn.find("form"));
  await until(() => drawn.text().includes("Not saved: 磁盘读取失败"));
  expect(files).toEqual([]);
  expect(drawn.find("[role=alert]").textContent).toContain("磁盘读取失败");
  await drawn.unmount();
});

test("an empty part of a conversation is not saved", async () => {
  serve({ "/api/kith/batch": counted(0) });
  const drawn = await draw();
  await until(() => drawn.text().includes("Save 0 messages"));
  expect(drawn.find<HTMLButtonElement>("button[type=submit]").disabled).toBe(true);
  await drawn.unmount();
});

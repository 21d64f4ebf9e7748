import { beforeEach, expect, test } from "vitest";
import { acceptBoot, bootStore } from "app/boot";
import { go } from "app/router";
import { item, page } from "features/chats/items.fake";
import ChatsScreen from "features/chats/Screen";
import { key, press, render, serve, settle, type, until } from "../../../tests/support/render";

const directory = {
  generation: 1,
  ids: ["wxid_mei", "g@chatroom"],
  chats: [1, 2],
  people: [2, 0],
  names: ["周思敏", "周末爬山"],
  alt: ["阿梅", ""],
  kind: [0, 1],
  source: ["wechat", "wechat"],
  count: [40, 9],
  last_ts: [1_700_002_400, 1_700_000_540],
  avatar: ["", ""],
};
const found = {
  total: 2,
  took_ms: 1,
  exact: true,
  sort: "old",
  cursor: "",
  problems: [],
  hits: [3, 30].map((id) => Object.assign(item(id), { chat: 1, marks: [[0, 1]] })),
  facets: { chat: [], person: [], type: {}, month: { "2023-11": 2 } },
};

beforeEach(() => {
  const { boot } = bootStore.get();
  acceptBoot({ ...boot, timezone: "UTC", archive: { ...boot.archive, state: "ready" } });
  serve({
    "/api/kith/directory": directory,
    "/api/kith/chats/1/window": page(1, 40, 40),
    "/api/kith/find": found,
  });
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

test("conversations narrow as one types, and the other kinds of conversations are places beside them", async () => {
  go("#/chats");
  const drawn = await render(<ChatsScreen />);
  await settle(20);
  expect(drawn.text()).toContain("2 conversations");
  expect(drawn.text()).toContain("Pick a conversation");
  await type(drawn.find("input[type=search]"), "zsm");
  await settle(20);
  expect(drawn.text()).toContain("1 conversation");
  await type(drawn.find("input[type=search]"), "nobody");
  await settle(20);
  expect(drawn.text()).toContain("No conversation is called “nobody”.");
  const tabs = [...drawn.root.querySelectorAll("nav a")].map((one) => one.getAttribute("href"));
  expect(tabs).toEqual(["#/chats", "#/live", "#/apps"]);
  expect(drawn.find("nav [aria-current]").textContent).toBe("Archive");
  await drawn.unmount();
});

test("an address of nobody says so", async () => {
  go("#/chats/nobody");
  const drawn = await render(<ChatsScreen />);
  await settle(20);
  expect(drawn.text()).toContain("There is no such conversation.");
  await drawn.unmount();
});

test("a conversation is read, and words are found in it", async () => {
  go("#/chats/wxid_mei?m=7");
  const drawn = await render(<ChatsScreen />);
  await settle(30);
  expect(drawn.root.querySelectorAll("[role=feed] article").length).toBe(40);
  expect(drawn.find("[data-target]").dataset.id).toBe("7");
  expect(document.title).toContain("周思敏");
  await press(drawn.named("Find in this conversation"));
  await type(drawn.find("[data-find]"), "第");
  // The nearest hit at or before what is seen; nothing has a height here, so the last message is seen.
  await until(() => drawn.find("[data-target]").dataset.id === "30");
  expect(drawn.text()).toContain("hit 2 of 2");
  await key(drawn.find("[data-find]"), "Enter");
  await settle(20);
  expect(drawn.find("[data-target]").dataset.id).toBe("3");
  expect(drawn.find("[data-target] mark").textContent).toBe("第");
  await key(drawn.find("[data-find]"), "Escape");
  expect(drawn.root.querySelector("[data-find]")).toBeNull();
  expect(location.hash).not.toContain("q=");
  await drawn.unmount();
});

// The screen lock: a PIN is chosen in the page, and locking leaves no name and no message in it; by mouse and by keys, after a rest, in every tab.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab, type TabOptions } from "../support/browser";
import { type Kith, startKith } from "../support/kith";

const kPin = "一二34";
const kPlace = "#/chats/demo_shen";
const kTexts = {
  "zh-CN": {
    choose: "为锁屏选一个 PIN",
    again: "再输一次 PIN",
    set: "设置 PIN",
    locked: "已锁定",
    unlock: "解锁",
    wrong: "PIN 不对。",
    note: "不会加密你的文件",
    now: "立即锁定",
    settings: "PIN 设置",
    current: "当前 PIN",
    remove: "取消 PIN",
  },
  en: {
    choose: "Choose a PIN for the screen lock",
    again: "PIN again",
    set: "Set PIN",
    locked: "Locked",
    unlock: "Unlock",
    wrong: "That is not the PIN.",
    note: "It does not encrypt your files.",
    now: "Lock now",
    settings: "PIN settings",
    current: "Current PIN",
    remove: "Remove PIN",
  },
};

let kith: Kith;
/** Names of people and groups, and texts of the messages that kPlace shows. */
let secrets: string[];

interface Names {
  names: string[];
}
interface Texts {
  items: { text: string }[];
}

beforeAll(async () => {
  kith = await startKith();
  const { names } = await kith.get<Names>("/api/kith/directory");
  const { items } = await kith.get<Texts>("/api/kith/chats/demo_shen/window?limit=100");
  const boot = await kith.get<{ self: { name: string } }>("/api/kith/boot");
  secrets = [...names, boot.self.name, ...items.map(({ text }) => text)].filter(
    (one) => one.length > 1,
  );
  expect(secrets.length).toBeGreaterThan(50);
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
});

const post = (path: string, body: object, method = "POST") =>
  fetch(new URL(path, kith.url), { method, body: JSON.stringify(body) });
const removePin = async () => (await post("/api/lock/disable", { pin: kPin })).json();
const setPin = async (settings = {}) => {
  await post("/api/lock/setup", { pin: kPin });
  await post("/api/lock/settings", settings, "PUT");
};

/** The whole document, also what is not shown. */
async function leaked(page: Page): Promise<string[]> {
  const all = (await page.content()) + (await page.title());
  return secrets.filter((one) => all.includes(one));
}

async function expectLocked(tab: Tab, title: string) {
  const { page } = tab;
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  expect(await leaked(page)).toEqual([]);
  expect(await page.title()).toBe(`${title} · Kith`);
  expect(await page.getByRole("heading").count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  expect(await tab.axe()).toEqual([]);
  expect(await tab.overflow()).toBe(0);
}

async function expectSamePlace(tab: Tab) {
  await tab.ready();
  expect(await tab.page.evaluate(() => location.hash)).toBe(kPlace);
  expect((await leaked(tab.page)).length).toBeGreaterThan(10);
}

async function open(look: TabOptions): Promise<Tab> {
  const tab = await openTab(kith, look);
  await tab.open(kPlace);
  expect((await leaked(tab.page)).length).toBeGreaterThan(10);
  return tab;
}

test("by keys alone: choose a PIN, lock, reload, wrong PIN, right PIN, the same place (zh-CN, light, 1280)", async () => {
  const say = kTexts["zh-CN"];
  const tab = await open({ lang: "zh-CN", theme: "light", size: "desktop" });
  const { page } = tab;
  const { keyboard } = page;
  // Without a PIN the key opens the dialog that asks for one.
  await keyboard.press("Control+Shift+L");
  const dialog = page.getByRole("dialog", { name: say.choose });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain(say.note);
  expect(await tab.axe()).toEqual([]);
  await keyboard.insertText(kPin);
  await keyboard.press("Tab");
  await keyboard.insertText(kPin);
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: say.settings }).waitFor();
  expect(await tab.axe()).toEqual([]);
  // The key works over an open dialog too.
  await keyboard.press("Control+Shift+L");
  await expectLocked(tab, say.locked);
  await page.reload();
  await expectLocked(tab, say.locked);
  expect(await tab.text()).toContain(say.note);
  await keyboard.insertText("4321");
  await keyboard.press("Enter");
  await page.getByText(say.wrong).waitFor();
  await expectLocked(tab, say.locked);
  await keyboard.insertText(kPin);
  await keyboard.press("Enter");
  await expectSamePlace(tab);
  // By the palette, in both languages' words.
  for (const words of [">lock", ">锁"]) {
    await keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await keyboard.insertText(words);
    await page.getByRole("option", { name: say.now, selected: true }).waitFor();
    await keyboard.press("Enter");
    await expectLocked(tab, say.locked);
    await keyboard.insertText(kPin);
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await expectSamePlace(tab);
  }
  expect(tab.problems).toEqual([]);
  await tab.close();
  await removePin();
});

test("by mouse and touch: choose a PIN, lock, unlock, remove it (en, dark, 360)", async () => {
  const say = kTexts.en;
  const tab = await open({ lang: "en", theme: "dark", size: "phone" });
  const { page } = tab;
  const menu = async (item: string) => {
    await page.getByRole("button", { name: "Looks and settings" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  // The reader has no top line of its own on a phone: the menu is at Home.
  await tab.open("#/");
  await menu(say.choose);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("PIN", { exact: true }).fill(kPin);
  await dialog.getByLabel(say.again).fill("other");
  await dialog.getByRole("button", { name: say.set }).click();
  await dialog.getByText("The two are not the same.").waitFor();
  expect(await tab.axe()).toEqual([]);
  expect(await tab.overflow()).toBe(0);
  await dialog.getByLabel(say.again).fill(kPin);
  await dialog.getByRole("button", { name: say.set }).click();
  await page.getByRole("dialog", { name: say.settings }).waitFor();
  expect(await tab.axe()).toEqual([]);
  expect(await tab.overflow()).toBe(0);
  await dialog.getByRole("button", { name: "Close" }).click();
  await menu(say.now);
  await expectLocked(tab, say.locked);
  await page.getByLabel("PIN").fill("4321");
  await page.getByRole("button", { name: say.unlock }).click();
  await page.getByText(say.wrong).waitFor();
  await page.getByLabel("PIN").fill(kPin);
  await page.getByRole("button", { name: say.unlock }).click();
  await tab.ready();
  expect(await page.evaluate(() => location.hash)).toBe("#/");
  await menu(say.settings);
  await dialog.getByLabel(say.current).last().fill(kPin);
  await dialog.getByRole("button", { name: say.remove }).click();
  await page.getByRole("dialog", { name: say.choose }).waitFor();
  expect(await kith.get("/api/lock/status")).toMatchObject({ enabled: false });
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the lock at the side of the page locks", async () => {
  await setPin();
  const tab = await open({});
  await tab.page.getByRole("button", { name: "Lock now" }).click();
  await expectLocked(tab, "Locked");
  expect(tab.problems).toEqual([]);
  await tab.close();
  await removePin();
});

test("it locks by itself after its minutes without a touch, and not before", async () => {
  await setPin({ auto_lock_minutes: 30 });
  const tab = await openTab(kith, { expected: /events/ });
  const { page } = tab;
  await page.clock.install();
  await tab.open(kPlace);
  await page.clock.fastForward("29:00");
  await page.mouse.move(200, 200);
  await page.clock.fastForward("29:00");
  expect(await tab.heading()).not.toBe("Locked");
  await page.clock.fastForward("02:00");
  await expectLocked(tab, "Locked");
  await tab.close();
  await removePin();
});

test("tabs lock and open together, and a new one is no way around", async () => {
  await setPin();
  const one = await open({});
  const two = await openTab(kith, { context: one.context });
  await two.open(kPlace);
  await one.page.keyboard.press("Control+Shift+L");
  await two.page.getByRole("heading", { name: "Locked" }).waitFor();
  expect(await leaked(two.page)).toEqual([]);
  const three = await openTab(kith, { context: one.context });
  await three.page.goto(kith.url + kPlace);
  await three.page.getByRole("heading", { name: "Locked" }).waitFor();
  expect(await leaked(three.page)).toEqual([]);
  await two.page.getByLabel("PIN").fill(kPin);
  await two.page.keyboard.press("Enter");
  for (const tab of [one, two, three]) await expectSamePlace(tab);
  for (const tab of [one, two, three]) expect(tab.problems).toEqual([]);
  await one.close();
  await removePin();
});

test("a page that locks at its start never receives a name", async () => {
  await setPin({ lock_on_startup: true });
  const page = await (await fetch(kith.url)).text();
  expect(secrets.filter((one) => page.includes(one))).toEqual([]);
  const tab = await openTab(kith);
  await tab.page.goto(kith.url + kPlace);
  await expectLocked(tab, "Locked");
  expect(tab.requests.filter((one) => one.includes("/api/"))).toEqual([]);
  await tab.page.getByLabel("PIN").fill(kPin);
  await tab.page.keyboard.press("Enter");
  await expectSamePlace(tab);
  expect(tab.problems).toEqual([]);
  await tab.close();
  await removePin();
});

test("after five wrong PINs the wait is shown, over a reload and a restart of the program", async () => {
  await setPin();
  const tab = await openTab(kith, { expected: /lock\/verify|events|boot/ });
  await tab.open(kPlace);
  const { page } = tab;
  await page.keyboard.press("Control+Shift+L");
  const pin = page.getByLabel("PIN");
  for (let i = 0; i < 5; i++) {
    await pin.fill(`wrong ${i}`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("input")?.value === "");
  }
  await page.getByText("That is not the PIN.").waitFor();
  await kith.stop();
  await kith.start();
  await page.reload();
  await pin.fill(kPin);
  await page.keyboard.press("Enter");
  await page.getByText("Too many wrong PINs.").waitFor();
  await page.getByText(/Try again in \d+ sec/).waitFor();
  expect(await page.getByRole("button", { name: "Unlock" }).isDisabled()).toBe(true);
  await expectLocked(tab, "Locked");
  await tab.close();
});

// Walkthrough 13: one conversation in two windows, a network that goes away, a model that fails.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { expectFewRequests } from "../support/flow";
import { Hands, inEveryLook, type Look } from "../support/hands";
import { type Kith, startKith } from "../support/kith";
import { type ScriptedModel, startModel } from "../support/model";

let kith: Kith;
let model: ScriptedModel;

beforeAll(async () => {
  [kith, model] = await Promise.all([startKith({ archive: "empty" }), startModel()]);
  const profile = { id: "walk", name: "Script", provider: "custom", model: "scripted" };
  await kith.put("/api/preferences/llm", { llm_profiles: [{ ...profile, base_url: model.base }] });
});
afterAll(async () => {
  await closeBrowser();
  await Promise.all([kith.remove(), model.stop()]);
});
beforeEach(() => {
  model.fails = undefined;
  model.answer = ["好的。", "\n\n", "明天", "见。"];
});

interface Listed {
  messages: { msg_type: string; msg_content: string }[];
  total: number;
}
const kept = (session: string): Promise<Listed> =>
  kith.get(`/api/message/list?page_size=100&session_id=${encodeURIComponent(session)}`);
const field = (page: Page) => page.locator("main textarea");
const said = (page: Page, text: string) =>
  page.locator("[role=feed] article").filter({ hasText: text });
const nameOf = ({ theme, lang, size }: Look) => `${theme} ${lang} ${size}`;

async function sent(hands: Hands, text: string): Promise<void> {
  await hands.write(field(hands.page), text);
  if (hands.keys) await hands.page.keyboard.press("Enter");
  else await hands.press(hands.button("live.send"));
}

inEveryLook(
  "what is written in one window is in both, once, and a failed answer can be asked for again",
  async (look) => {
    const session = nameOf(look);
    const tab = await openTab(kith, { ...look, expected: /\/api\// });
    const hands = new Hands(tab, look);
    const { page } = tab;
    await tab.open("#/live");
    await hands.sound();
    await hands.press(hands.button("live.new"));
    const name = page.getByRole("textbox", { name: hands.say("live.newName") });
    await hands.write(name, session);
    await hands.sound();
    await page.keyboard.press("Enter");
    await field(page).waitFor();
    await page.locator("[data-link=open]").waitFor();
    const other = await openTab(kith, look);
    await other.open(`#/live/${encodeURIComponent(session)}`);
    await other.page.locator("[data-link=open]").waitFor();

    await sent(hands, "明天去爬山吗？ 😀");
    await said(page, "明天去爬山吗").waitFor();
    await said(other.page, "明天去爬山吗").waitFor();
    for (const one of [page, other.page]) {
      await said(one, "明天见。").waitFor();
      await one.locator("[data-stage=answered]").first().waitFor();
      expect(await said(one, "明天去爬山吗").count()).toBe(1);
      expect(await said(one, "明天见。").count()).toBe(1);
    }
    await hands.sound();

    await tab.context.setOffline(true);
    await sent(hands, "没有网络时写的");
    await said(page, "没有网络时写的").waitFor();
    await tab.context.setOffline(false);
    await page
      .locator("[role=feed] article")
      .filter({ hasText: "没有网络时写的" })
      .locator("[data-stage=kept], [data-stage=answered]")
      .waitFor();
    const texts = (await kept(session)).messages.map((one) => one.msg_content);
    expect(texts.filter((one) => one === "没有网络时写的")).toHaveLength(1);

    model.fails = 401;
    await sent(hands, "这次会失败");
    const failed = said(page, "这次会失败").first();
    await failed.locator("[data-stage=failed]").waitFor();
    expect(await failed.innerText()).toContain("2001");
    await said(other.page, "这次会失败").locator("[data-stage=failed]").waitFor();
    await hands.sound();
    model.fails = undefined;
    await hands.press(failed.getByRole("button", { name: hands.say("live.retry") }));
    await said(page, "这次会失败").nth(1).locator("[data-stage=answered]").waitFor();
    expect(await failed.getByRole("button", { name: hands.say("live.retry") }).count()).toBe(0);

    await hands.press(failed.getByRole("button", { name: hands.say("live.details") }));
    const about = page.getByRole("dialog", { name: hands.say("live.about") });
    await about.getByText(/^msg_\d{14}_[0-9a-f]{8}$/).waitFor();
    await about.getByText(hands.say("live.about.status.2"), { exact: true }).waitFor();
    await hands.sound();
    await page.keyboard.press("Escape");
    expect(tab.problems).toEqual([]);
    expect(other.problems).toEqual([]);
    await Promise.all([tab.close(), other.close()]);
  },
);

test("an answer grows while it is written, and a reload in the middle loses nothing", async () => {
  model.answer = Array.from({ length: 60 }, (_, i) => `第${i}句。`);
  model.pause = 50;
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/live/grows");
  await page.locator("[data-link=open]").waitFor();
  await field(page).fill("说说看");
  await page.keyboard.press("Enter");
  await said(page, "第3句").waitFor();
  expect(await said(page, "第59句").count()).toBe(0);
  await page.reload();
  await tab.ready();
  model.pause = 5;
  await said(page, "第59句").waitFor();
  await page.locator("[data-stage=kept]").waitFor({ state: "detached" });
  expect((await kept("grows")).total).toBe(2);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the program is killed and comes back: what was being sent is there once", async () => {
  const own = await startKith({ archive: "empty" });
  const tab = await openTab(own, { expected: /./ });
  const { page } = tab;
  await tab.open("#/live/killed");
  await page.locator("[data-link=open]").waitFor();
  await own.kill();
  await field(page).fill("赶上了吗");
  await page.keyboard.press("Enter");
  await page.locator("[data-stage=waiting]").waitFor();
  await own.start();
  await page.locator("[data-stage=kept], [data-stage=failed]").waitFor();
  const { messages } = await own.get<Listed>("/api/message/list?session_id=killed");
  expect(messages.filter((one) => one.msg_type === "TEXT")).toHaveLength(1);
  await tab.close();
  await own.remove();
});

test("without a model messages are kept, and one is led to the settings", async () => {
  const own = await startKith({ archive: "empty" });
  const tab = await openTab(own);
  const { page } = tab;
  await tab.open("#/live/alone");
  await page.locator("[data-link=open]").waitFor();
  await page.getByText("This needs a model.").first().waitFor();
  await field(page).fill("hello");
  await page.keyboard.press("Enter");
  const failed = said(page, "hello").locator("[data-stage=failed]");
  await failed.waitFor();
  expect(await failed.innerText()).toMatch(/2001 AI 服务调用失败/);
  expect(await tab.axe()).toEqual([]);
  await page.getByRole("link", { name: "Settings › Models" }).first().click();
  await page.waitForFunction(() => location.hash === "#/settings/models");
  await tab.ready();
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
  await own.remove();
});

test("older messages come while one scrolls up, and few stand in the page", async () => {
  model.fails = 401; // no answers in between
  for (let i = 0; i < 250; i++)
    await kith.post("/api/message/send", { content: `消息 ${i}`, session_id: "many" });
  const tab = await openTab(kith, { size: "phone" });
  const { page } = tab;
  await tab.open("#/live/many");
  await said(page, "消息 249").first().waitFor();
  const feed = page.locator("[role=feed]");
  await feed.locator("article").last().focus();
  const first = feed.locator('article[aria-posinset="1"]');
  await expect
    .poll(
      async () => {
        await page.keyboard.press("Home");
        return (await first.count()) > 0 ? await first.innerText() : "";
      },
      { timeout: 30_000 },
    )
    .toContain("消息 0");
  expect(await feed.locator("article").count()).toBeLessThan(60);
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("what Live and Models show first needs at most two requests", async () => {
  await expectFewRequests(kith, ["#/live", "#/live/many", "#/settings/models"]);
});

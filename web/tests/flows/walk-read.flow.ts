// Walkthroughs 6, 10 and 12: a long conversation, a program that goes away and comes back, the days of a year.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { openTab } from "../support/browser";
import { longTalk, twoPeople } from "../support/chatlab";
import { demoKith } from "../support/flow";
import { Hands, inEveryLook } from "../support/hands";
import { type Kith, startKith } from "../support/kith";

const demo = demoKith();
const folder = mkdtempSync(join(tmpdir(), "kith-walk-"));
const aside = mkdtempSync(join(tmpdir(), "kith-news-"));
let news: string;
let talk: ReturnType<typeof longTalk>;
let long: Kith;

beforeAll(async () => {
  talk = longTalk(join(folder, "mei.jsonl"), 300_000);
  news = join(aside, "two.jsonl");
  twoPeople(news);
  long = await startKith({ archive: { folder }, timezone: "UTC" });
});
afterAll(async () => {
  await long.remove();
  for (const made of [folder, aside]) rmSync(made, { recursive: true, force: true });
});

inEveryLook(
  "a day of a long conversation is reached, and reading back never jumps",
  async (look) => {
    const tab = await openTab(long, look);
    const hands = new Hands(tab, look);
    const { page } = tab;
    await tab.open("#/chats");
    await hands.press(page.locator("[data-rows] a").first());
    await page.locator("[role=feed] article").first().waitFor();
    await hands.sound();
    if (hands.keys) await page.keyboard.press("d");
    else await hands.press(hands.button("chats.jump"));
    await page.fill("dialog[open] input[type=date]", "2021-03-15");
    await page.keyboard.press("Enter");
    await page.locator('[role=feed] [data-day="2021-03-15"]').waitFor();
    const first = talk.at("2021-03-15");
    await page
      .locator("[role=feed] article")
      .filter({ hasText: `${first} ` })
      .first()
      .waitFor();

    const scrolled = await page.evaluate(async () => {
      const box = document.querySelector("[role=feed]")!.parentElement!;
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const seen = new Set<string>();
      let [worst, most] = [0, 0];
      for (let i = 0; i < 4000 && seen.size < 1000; i++) {
        const edge = box.getBoundingClientRect().top;
        const all = [...box.querySelectorAll<HTMLElement>("article")];
        const at = all.findIndex((one) => one.getBoundingClientRect().bottom > edge + 1);
        const kept = all[at + 1];
        if (!kept) break;
        for (const one of all.slice(at, at + 12)) seen.add(one.dataset.id ?? "");
        most = Math.max(most, all.length);
        const before = kept.getBoundingClientRect().top;
        const by = Math.min(240, box.scrollTop);
        box.scrollTop -= by;
        await frame();
        await frame();
        worst = Math.max(worst, Math.abs(kept.getBoundingClientRect().top - before - by));
      }
      return { seen: seen.size, worst, most };
    });
    expect(scrolled.seen).toBeGreaterThanOrEqual(1000);
    expect(scrolled.worst).toBeLessThanOrEqual(1);
    expect(scrolled.most).toBeLessThanOrEqual(240); // of 300,000 are in the page
    await hands.sound();
    expect(tab.problems).toEqual([]);
    await tab.close();
  },
);

inEveryLook("the program goes away in the middle of reading and comes back", async (look) => {
  const kith = await startKith();
  const tab = await openTab(kith, { ...look, expected: /api/ });
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/chats/demo_shen");
  const said = page.locator("[role=feed] article [data-text]").last();
  const before = await said.innerText();
  await kith.kill();
  const strip = page.getByText(hands.say("strip.offline", { seconds: 0 }).split(/[。.]/)[0]!);
  await strip.waitFor();
  expect(await said.innerText()).toBe(before); // what was read stays
  await hands.sound();
  await kith.start();
  await hands.press(hands.button("strip.retry"));
  await strip.waitFor({ state: "detached" });
  // The pulse is there again: what another program brings is seen without a reload.
  await hands.press(page.getByRole("link", { name: hands.say("nav.people") }).first());
  const filter = page.getByRole("searchbox", { name: hands.say("people.filter") });
  await hands.write(filter, "阿梅");
  await page.getByText(hands.say("people.noneFound", { q: "阿梅" })).waitFor();
  await kith.post("/api/kith/imports", { sources: [{ path: news }], me: "u_lin" });
  await page.locator("[data-rows] a").filter({ hasText: "阿梅" }).first().waitFor();
  await tab.close();
  await kith.remove();
});

inEveryLook("a day of the calendar is opened, and its chats add up to it", async (look) => {
  const tab = await openTab(demo(), look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/time");
  const grid = page.getByRole("grid").first();
  const today = await grid.locator("[tabindex='0']").getAttribute("data-day");
  const before = new Date(Date.parse(`${today}T00:00:00Z`) - 8 * 86_400_000);
  const day = before.toISOString().slice(0, 10);
  await hands.sound();
  if (hands.keys) {
    await hands.reach(grid.locator("[tabindex='0']"));
    for (const key of ["ArrowLeft", "ArrowUp", "Enter"]) await page.keyboard.press(key);
  } else await hands.press(grid.locator(`[data-day="${day}"]`));
  await page.waitForFunction((want) => location.hash === `#/time/${want}`, day);
  await tab.ready();
  interface Calendar {
    heatmap: Record<string, number>;
  }
  const count = (await demo().get<Calendar>("/api/calendar/heatmap")).heatmap[day] ?? 0;
  const list = page.getByRole("list", { name: hands.say("day.chats") });
  const chats = await list.locator("[data-receipt]").allInnerTexts();
  const sum = chats.reduce((all, one) => all + Number(one.replace(/\D/g, "")), 0);
  if (sum !== count)
    await page.getByText(hands.say("day.differs", { n: Math.abs(count - sum), sum })).waitFor();
  else expect(sum).toBe(count);
  await hands.sound();
  expect(tab.problems).toEqual([]);
  await tab.close();
});

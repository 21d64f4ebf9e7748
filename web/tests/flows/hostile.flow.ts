// People and messages that are made to break a page: they are shown, and nothing else happens.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab, type Tab } from "../support/browser";
import { hostile, kHostileNames } from "../support/chatlab";
import { searchFor } from "../support/flow";
import { type Kith, startKith } from "../support/kith";

let kith: Kith;
let ids: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "kith-hostile-"));

beforeAll(async () => {
  kith = await startKith({ archive: "empty" });
  for (const path of hostile(folder)) {
    const answer = await fetch(new URL("/api/kith/imports", kith.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ sources: [{ path }], dry_run: false }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { jobs, archive } = await kith.get<{ jobs: unknown[]; archive: { people: number } }>(
      "/api/kith/boot",
    );
    if (jobs.length === 0 && archive.people >= kHostileNames.length) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  ({ ids } = await kith.get<{ ids: string[] }>("/api/kith/directory"));
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
  rmSync(folder, { recursive: true, force: true });
});

const person = (id: string) => `#/people/${encodeURIComponent(id)}`;
const chat = (id: string) => `#/chats/${encodeURIComponent(id)}`;

/** Nothing ran, nothing became an element, nothing is wider than the window. */
async function expectHarmless(tab: Tab, where: string) {
  expect.soft(await tab.overflow(), where).toBe(0);
  const found = await tab.page.evaluate(() => ({
    ran: (window as { broken?: number }).broken,
    made: document.querySelectorAll("body script:not([type]), main b, dialog b, img[onerror]")
      .length,
    links: [...document.links].filter((one) => !/^https?:$/.test(one.protocol)).length,
  }));
  expect(found, where).toEqual({ ran: undefined, made: 0, links: 0 });
}

/** What one presses that lies beyond the window or is as narrow as a letter, a line each. */
const squeezed = (tab: Tab) =>
  tab.page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "main a, main button, main header, dialog[open] button",
      ),
    ]
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ one, box }) => {
        const seen = box.width > 0 && !one.closest(".visually-hidden, [role=grid]");
        const tall = one.matches("section > div > div > header") && box.height > 80;
        return seen && (box.right > innerWidth + 1 || box.left < -1 || tall);
      })
      .map(({ one, box }) => `${one.tagName} ${one.className}: ${box.left}..${box.right}`),
  );

/** What scrolls sideways inside the page, a line each; calendars may. */
const stickingOut = (tab: Tab) =>
  tab.page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLElement>("main *, dialog[open] *")];
    return boxes
      .filter((one) => {
        const style = getComputedStyle(one);
        const scrolls = /auto|scroll/.test(style.overflowX) && !one.querySelector("[role=grid]");
        return scrolls && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
      })
      .map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth} of ${one.clientWidth}`);
  });

for (const [theme, lang, size] of [
  ["light", "en", "desktop"],
  ["dark", "zh-CN", "desktop"],
  ["light", "zh-CN", "phone"],
  ["dark", "en", "phone"],
] as const) {
  test(`they are shown as what they are: ${theme}, ${lang}, ${size}`, async () => {
    expect(ids.length).toBe(kHostileNames.length);
    const tab = await openTab(kith, { theme, lang, size });
    const places = ["#/", "#/people", "#/chats", ...ids.map(person), ...ids.map(chat)];
    for (const place of [...places, searchFor("<script>"), searchFor("很长"), "#/time"]) {
      await tab.open(place);
      await expectHarmless(tab, place);
      expect.soft(await stickingOut(tab), place).toEqual([]);
      expect.soft(await tab.axe(), place).toEqual([]);
    }
    for (const id of ids) {
      await tab.open(person(id));
      expect.soft((await tab.page.locator("h1").boundingBox())?.height).toBeLessThan(140);
    }
    await tab.open("#/time/2025-11-14");
    await expectHarmless(tab, "a day");
    expect.soft(await tab.axe()).toEqual([]);
    const rows = await tab.page.locator("tbody tr").all();
    for (const row of rows) expect.soft((await row.boundingBox())?.height).toBeLessThan(400);
    await tab.open(searchFor("<script>"));
    expect(await tab.text()).toContain("<script>");
    expect(tab.problems).toEqual([]);
    await tab.close();
  });
}

test("sheets, pane and export of their chats hold too, and a saved file interprets nothing", async () => {
  const tab = await openTab(kith);
  for (const size of [360, 1280, 1600]) {
    await tab.page.setViewportSize({ width: size, height: 800 });
    for (const id of ids) {
      await tab.open(chat(id));
      await tab.page.waitForSelector("[role=feed] article");
      if (size === 1600) await tab.page.locator("aside li").first().waitFor();
      await expectHarmless(tab, `${size} ${id}`);
      expect.soft(await squeezed(tab), `${size} ${id}`).toEqual([]);
      await tab.page.locator("[data-day] button").last().press("Enter");
      await tab.page.locator("dialog[open] li").first().waitFor();
      await expectHarmless(tab, `${size} ${id}: day`);
      expect.soft(await stickingOut(tab), `${size} ${id}: day`).toEqual([]);
      const ends = await tab.page.locator("dialog[open] time").all();
      for (const end of ends) expect.soft((await end.boundingBox())?.height).toBeLessThan(30);
      await tab.page.keyboard.press("Escape");
      await tab.page.keyboard.press("e");
      await tab.page.locator("dialog[open] form").waitFor();
      await expectHarmless(tab, `${size} ${id}: export`);
      expect.soft(await stickingOut(tab), `${size} ${id}: export`).toEqual([]);
      if (id === ids[0]) expect.soft(await tab.axe(), `${size}: export`).toEqual([]);
      await tab.page.keyboard.press("Escape");
    }
  }
  await tab.page.keyboard.press("e");
  await tab.page.locator("dialog[open] input[value=markdown]").check({ force: true });
  const [download] = await Promise.all([
    tab.page.waitForEvent("download"),
    tab.page.getByRole("button", { name: /^Save/ }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toContain("\\<script\\>");
  expect(text).not.toMatch(/(^|[^\\])<(script|b|img)/m);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a row of the list stays in its row, whatever the name piles up", async () => {
  const tab = await openTab(kith);
  for (const place of ["#/people", "#/chats"]) {
    await tab.open(place);
    const rows = await tab.page.locator("[data-rows] li").all();
    expect(rows.length).toBe(kHostileNames.length);
    for (const row of rows) {
      const box = await row.boundingBox();
      expect(box?.height).toBe(64);
      expect(await row.evaluate((one) => getComputedStyle(one).contain)).toContain("strict");
    }
  }
  await tab.page.keyboard.press("Control+k");
  await tab.page.locator("#palette-list [role=option]").first().waitFor();
  await expectHarmless(tab, "palette");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

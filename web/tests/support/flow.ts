// What flows share: a program for the file, what the server counts, and the two judgements that every screen must pass.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { closeBrowser, openTab, type TabOptions } from "./browser";
import { type Kith, startKith } from "./kith";

/** The demo program of a file of flows: there before its first, gone after its last. */
export function demoKith(): () => Kith {
  let kith: Kith;
  beforeAll(async () => {
    kith = await startKith();
  });
  afterAll(async () => {
    await closeBrowser();
    await kith.remove();
  });
  return () => kith;
}

/** What the server counts, asked beside the page. */
export async function countedBy(kith: Kith, q: string): Promise<number> {
  const path = `/api/kith/find?limit=1&q=${encodeURIComponent(q)}`;
  return (await kith.get<{ total: number }>(path)).total;
}

/** The places in one look: no barrier, nothing wider than the window, no error. */
export async function expectGood(kith: Kith, places: string[], look: TabOptions): Promise<void> {
  const tab = await openTab(kith, look);
  for (const place of places) {
    await tab.open(place);
    expect.soft(await tab.axe(), place).toEqual([]);
    expect.soft(await tab.overflow(), place).toBe(0);
    if (look.lang) expect(await tab.page.getAttribute("html", "lang")).toBe(look.lang);
  }
  expect(tab.problems).toEqual([]);
  await tab.close();
}

/** What each place shows first is asked for with two requests at most. */
export async function expectFewRequests(kith: Kith, places: string[]): Promise<void> {
  for (const place of places) {
    const tab = await openTab(kith);
    // No answer comes before all first questions are asked.
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await tab.page.route("**/api/**", async (route) => {
      await held;
      await route.continue();
    });
    await tab.page.goto(kith.url + place);
    await tab.page.waitForSelector("h1");
    await tab.page.waitForTimeout(300);
    const asked = tab.requests.filter((one) => one.includes("/api/") && !one.includes("/events"));
    answer();
    expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(2);
    await tab.page.unrouteAll({ behavior: "ignoreErrors" });
    await tab.close();
  }
}

/** The search screen. */
export const searchFor = (q: string) => `#/search?q=${encodeURIComponent(q)}`;
export const totalOf = async (page: Page) =>
  Number(await page.locator("[data-total]").getAttribute("data-total"));
export const totalIs = (page: Page, n: number) => page.locator(`[data-total="${n}"]`).waitFor();
export const queryOf = (page: Page) => page.getByRole("combobox", { name: "Search" }).inputValue();

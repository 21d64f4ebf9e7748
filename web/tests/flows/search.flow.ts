// Search: exact totals, counts that add and remove filters, problems that are said, completion, order.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openTab } from "../support/browser";
import {
  countedBy,
  demoKith,
  expectGood,
  queryOf,
  searchFor,
  totalIs,
  totalOf,
} from "../support/flow";

const kith = demoKith();

const counted = (q: string) => countedBy(kith(), q);
const chats = (page: Page) => page.getByRole("group", { name: "Chats" });

/** Number of a chat or a kind: the digits at the end of its line. */
const numberOf = async (line: ReturnType<Page["locator"]>) =>
  Number(/([\d,]+)\s*$/.exec((await line.innerText()).trim())?.[1]?.replaceAll(",", ""));

for (const theme of ["light", "dark"] as const)
  for (const size of ["desktop", "phone"] as const)
    test(`no errors and no barriers: ${theme}, ${size}`, async () => {
      const places = [
        "#/search",
        searchFor("周末"),
        searchFor("周末 mood:pos in:阿"),
        searchFor("zzqqxx"),
      ];
      const lang = theme === "light" ? "zh-CN" : "en";
      await expectGood(kith(), places, { theme, lang, size });
    });

test("the total is the sum of the chats; a chat chosen and left out changes it by its number", async () => {
  const tab = await openTab(kith());
  await tab.open(searchFor("爬山"));
  const { page } = tab;
  const all = await totalOf(page);
  expect(all).toBe(await counted("爬山"));
  const more = chats(page).getByRole("button", { name: /^All / });
  if (await more.count()) await more.click();
  const lines = await chats(page).locator("label").all();
  const numbers = await Promise.all(lines.map(numberOf));
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(all);

  const [first, second] = numbers as [number, number];
  const boxes = chats(page).getByRole("checkbox");
  await boxes.nth(0).click();
  await totalIs(page, first);
  // The others are still there to be chosen beside it, with the same numbers.
  expect(await numberOf(chats(page).locator("label").nth(1))).toBe(second);
  await boxes.nth(1).click();
  await totalIs(page, first + second);
  expect(await queryOf(page)).toMatch(/^爬山 \(in:.+ OR in:.+\)$/);
  await boxes.nth(1).click();
  await totalIs(page, first);
  await boxes.nth(0).click();
  await totalIs(page, all);
  expect(await queryOf(page)).toBe("爬山");
  await boxes.nth(0).click({ modifiers: ["Alt"] });
  await totalIs(page, all - first);
  expect(await queryOf(page)).toMatch(/^爬山 -in:/);
  await chats(page)
    .getByRole("button", { name: /^No longer without/ })
    .click();
  await totalIs(page, all);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("operators are completed, problems are underlined and said", async () => {
  const tab = await openTab(kith());
  await tab.open("#/search");
  const { page } = tab;
  const field = page.getByRole("combobox", { name: "Search" });
  await field.focus();
  await page.keyboard.type("周末 fr");
  await page.getByRole("option", { name: /^from:/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("周末 from:");
  await page.keyboard.type("rq");
  await page.getByRole("option", { name: /阮晴/ }).first().waitFor();
  expect(await tab.axe()).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("周末 from:阮晴 ");
  await totalIs(page, await counted("周末 from:阮晴"));

  await page.keyboard.type("in:阿 ");
  await page.getByText(/no chat has this name: “in:阿”/).waitFor();
  const wavy = await page.locator("[class*=problem]").allInnerTexts();
  expect(wavy.join("")).toContain("in:");
  // The rest runs, and the names that are alike are offered.
  await totalIs(page, await counted("周末 from:阮晴"));
  await page.getByRole("button", { name: "阿砚", exact: true }).click();
  expect(await field.inputValue()).toContain("in:阿砚");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("order, months and kinds change the query, and its total is theirs", async () => {
  const tab = await openTab(kith());
  await tab.open(searchFor("周末"));
  const { page } = tab;
  await page.getByRole("combobox", { name: "Order" }).selectOption("old");
  await page.waitForFunction(() => location.hash.endsWith("sort%3Aold"));
  await tab.ready();
  const stamps = await page
    .locator("[data-hits] time")
    .evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
  expect(stamps.length).toBeGreaterThan(5);
  expect(stamps).toEqual(stamps.toSorted());
  const year = page.getByRole("group", { name: "When" }).getByRole("button", { name: /^2025/ });
  const inYear = Number(/(\d+) messages/.exec((await year.getAttribute("aria-label")) ?? "")?.[1]);
  await year.click();
  await totalIs(page, inYear);
  expect(inYear).toBe(await counted("周末 on:2025"));
  // The months of the year are beside each other now; the year is left by one press.
  expect(await page.getByRole("group", { name: "When" }).getByRole("button").count()).toBe(12);
  const kind = page.getByRole("group", { name: "Kind" }).locator("label").first();
  const ofKind = await numberOf(kind);
  await kind.click();
  await totalIs(page, ofKind);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("on a phone the filters are a sheet", async () => {
  const tab = await openTab(kith(), { size: "phone" });
  await tab.open(searchFor("爬山"));
  const { page } = tab;
  await page.getByRole("button", { name: "Filter" }).click();
  const sheet = page.getByRole("dialog");
  const line = sheet.getByRole("group", { name: "Chats" }).locator("label").first();
  const n = await numberOf(line);
  await line.click();
  await totalIs(page, n);
  expect(await tab.axe()).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await tab.overflow()).toBe(0);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

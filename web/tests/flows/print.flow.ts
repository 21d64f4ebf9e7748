// Paper: black on white whatever the theme, nothing to press, all that is loaded; and the page is well again afterwards.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openTab } from "../support/browser";
import { demoKith, searchFor } from "../support/flow";

const kith = demoKith();
const kDay = "#/time/2026-11-20";
const kReader = "#/chats/demo_shen?at=2026-10-20";
const places = [kReader, "#/people/demo_shen", kDay, searchFor("你好"), "#/time"];

/** Words that are seen but cannot be read: less than 4.5 between them and the ground behind them. */
function unreadable(): string[] {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  const over = (ground: number[], color: string) => {
    context.fillStyle = `rgb(${ground.join(" ")})`;
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (color: number[]) => {
    const [r, g, b] = color.map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const groundOf = (element: Element | null): number[] =>
    element
      ? over(groundOf(element.parentElement), getComputedStyle(element).backgroundColor)
      : [255, 255, 255];
  const out: string[] = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement!;
    const text = node.textContent!.trim();
    if (!text || element.closest(".visually-hidden, script, style") || !element.checkVisibility())
      continue;
    const style = getComputedStyle(element);
    if (style.fontSize === "0px") continue; // digits of the legend, for forced colours
    const ground = groundOf(element);
    const ink = over(ground, element.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(ground), light(ink)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const white = element.closest("mark, [style*=hue], [class*=avatar]") || light(ground) === 1;
    if (contrast < 4.5 || !white) out.push(`${contrast.toFixed(1)} on ${ground}: ${text}`);
  }
  return out;
}

/** What can only be pressed, and is seen. */
const pressed = (page: Page) =>
  page
    .locator(
      "nav, dialog, select, input, [role=slider], header a[class*=back], a[class*=button], " +
        "button:not([data-receipt], [data-print=text])",
    )
    .filter({ visible: true })
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 160)));

/** Long enough for a list that asks for more to have asked. */
const frames = (page: Page, n: number) =>
  page.evaluate(async (left) => {
    for (let i = 0; i < left; i++) await new Promise(requestAnimationFrame);
  }, n);

const footOf = (page: Page) => page.locator("main footer").innerText();
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

for (const theme of ["light", "dark"] as const)
  test(`paper is black on white and offers nothing: ${theme}`, async () => {
    const tab = await openTab(kith(), { theme: theme === "dark" ? "light" : "dark" });
    const { page } = tab;
    await page.addInitScript(
      (chosen) => localStorage.setItem("kith.settings", JSON.stringify({ theme: chosen })),
      theme,
    );
    for (const place of places) {
      await tab.open(place);
      await page.emulateMedia({ media: "print" });
      await page.locator("main footer").waitFor();
      expect.soft(await page.evaluate(unreadable), place).toEqual([]);
      expect.soft(await pressed(page), place).toEqual([]);
      expect
        .soft(await footOf(page), place)
        .toMatch(/^Printed .*[1-9][\d,]* (of [\d,]+ )?messages/s);
      await page.emulateMedia({ media: "screen" });
      const pdf = await page.pdf();
      expect.soft(pdf.length, place).toBeGreaterThan(10_000);
      await tab.ready();
    }
    expect(tab.problems).toEqual([]);
    await tab.close();
  });

test("a reader prints its messages as lines, asks for no more, and stands where it stood", async () => {
  const tab = await openTab(kith());
  const { page } = tab;
  await tab.open(kReader);
  await page.waitForSelector("[role=feed] [data-id]");
  const top = () =>
    page.evaluate(() => {
      const box = document.querySelector("[role=feed]")!.parentElement!.getBoundingClientRect();
      const all = [...document.querySelectorAll<HTMLElement>("[role=feed] [data-id]")];
      const first = all.find((one) => one.getBoundingClientRect().bottom > box.top + 1);
      return [first?.dataset.id, Math.round(first!.getBoundingClientRect().top - box.top)];
    });
  const still = () => frames(page, 40);
  await still();
  const before = await top();
  const shown = await page.locator("[role=feed] [data-id]").count();
  const asked = tab.requests.length;
  await page.emulateMedia({ media: "print" });
  await still();
  expect(await page.locator("[role=feed] [data-id]").count()).toBe(shown);
  expect(tab.requests.slice(asked).filter((one) => one.includes("/api/"))).toEqual([]);
  expect(await footOf(page)).toContain(`${shown} of `);
  const lines = await page.locator("[data-says]").evaluateAll((all) =>
    all.map((one) => ({
      says: getComputedStyle(one, "::before").content,
      high: one.getBoundingClientRect().height,
      begins: one.querySelector("[class*=bubble]")!.getBoundingClientRect().left,
    })),
  );
  for (const { says, begins } of lines) {
    expect(says).toMatch(/^"\d\d:\d\d (阿砚|Me) "$/);
    expect(begins).toBeLessThan(200);
  }
  expect(await page.locator("[role=feed] h2:visible").count()).toBeGreaterThan(0);
  // All of it is on the paper, not only what the window shows.
  const last = await page.locator("[role=feed] [data-id]").last().boundingBox();
  expect(last!.y).toBeGreaterThan(1000);
  await page.emulateMedia({ media: "screen" });
  await page.waitForFunction(() => document.querySelector("[role=slider]")?.checkVisibility());
  expect(await top()).toEqual(before);
  expect(pagesOf(await page.pdf())).toBeGreaterThan(1);
  expect(await top()).toEqual(before);
  await page.keyboard.press("End");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a search prints all hits that are loaded, one below the other", async () => {
  const tab = await openTab(kith());
  const { page } = tab;
  await tab.open(searchFor("好"));
  const rows = page.locator("[data-hits] > li");
  const drawn = await rows.count();
  const asked = tab.requests.length;
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(
    (n) => document.querySelectorAll("[data-hits] > li").length > n,
    drawn,
  );
  const { length } = await rows.all();
  expect(await footOf(page)).toMatch(new RegExp(`\\b${length} of `));
  expect(await footOf(page)).toContain("好");
  expect(tab.requests.slice(asked).filter((one) => one.includes("/api/"))).toEqual([]);
  const boxes = await rows.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  for (let i = 1; i < boxes.length; i++)
    expect(boxes[i]!.top - boxes[i - 1]!.bottom).toBeLessThan(2);
  const list = await page.locator("[data-hits]").boundingBox();
  expect(Math.abs(list!.height - boxes.reduce((sum, one) => sum + one.height, 0))).toBeLessThan(4);
  await page.emulateMedia({ media: "screen" });
  await page.waitForFunction(
    (n) => document.querySelectorAll("[data-hits] > li").length < n + 30,
    drawn,
  );
  // A browser that prints draws them too.
  expect(pagesOf(await page.pdf())).toBeGreaterThan(3);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

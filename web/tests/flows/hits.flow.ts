// Hits: there at once, by keys into the reader and back, page after page, with what is around them.
import { expect, test, vi } from "vitest";
import { openTab } from "../support/browser";
import { countedBy, demoKith, queryOf, searchFor, totalIs, totalOf } from "../support/flow";

const kith = demoKith();

const counted = (q: string) => countedBy(kith(), q);

test("by keys alone: write, go to a hit, read it there, come back to the same search", async () => {
  const tab = await openTab(kith());
  await tab.open("#/");
  const { page } = tab;
  await page.keyboard.press("/");
  await page.keyboard.type("爬山");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/search"));
  await tab.ready();
  await totalIs(page, await counted("爬山"));
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  const hit = await page.evaluate(() => document.activeElement?.textContent ?? "");
  expect(hit).toContain("爬山");
  expect(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.index)).toBe("1");
  await page.keyboard.press("Shift+N");
  expect(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.index)).toBe("0");
  const target = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/chats/"));
  expect(await page.evaluate(() => location.hash)).toBe(target);
  await page.locator("mark").first().waitFor();
  expect(await page.locator("mark").first().innerText()).toBe("爬山");
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.hash.startsWith("#/search"));
  await tab.ready();
  expect(await queryOf(page)).toBe("爬山");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the next letter ends the request of the one before", async () => {
  const tab = await openTab(kith());
  await tab.open("#/search");
  const { page } = tab;
  await page.getByRole("combobox", { name: "Search" }).focus();
  await page.keyboard.type("hello");
  await totalIs(page, await counted("hello"));

  // A request that does not come back is ended by the next letter.
  const ended: string[] = [];
  page.on("requestfailed", (request) => ended.push(decodeURIComponent(request.url())));
  let let_go: () => void = () => {};
  const held = new Promise<void>((resolve) => (let_go = resolve));
  const caught = page.waitForRequest(/find\?q=hello\+w&/);
  await page.route(/find\?q=hello\+w&/, async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await page.keyboard.type(" w");
  await caught;
  await page.keyboard.press("Backspace");
  await page.keyboard.type("o");
  await totalIs(page, await counted("hello o"));
  await vi.waitFor(() => expect(ended.some((url) => url.includes("q=hello+w"))).toBe(true), 5_000);
  let_go();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await tab.close();
});

test("the first hits of a word are there at once", async () => {
  const tab = await openTab(kith());
  await tab.open("#/search");
  const { page } = tab;
  await page.getByRole("combobox", { name: "Search" }).focus();
  const times: number[] = [];
  for (const word of ["爬山", "周末", "火锅", "吃饭"]) {
    const n = await counted(word);
    await page.getByRole("combobox", { name: "Search" }).fill("");
    await page.evaluate(
      (want) =>
        new Promise<void>((resolve) => {
          const at = window as { measured?: Promise<number> };
          at.measured = new Promise((done) => {
            addEventListener(
              "input",
              () => {
                const start = performance.now();
                const step = () =>
                  document.querySelector(`[data-total="${want}"]`) &&
                  document.querySelector("[data-hits] mark")
                    ? done(performance.now() - start)
                    : requestAnimationFrame(step);
                step();
              },
              { once: true },
            );
          });
          resolve();
        }),
      n,
    );
    await page.keyboard.insertText(word);
    times.push(await page.evaluate(() => (window as { measured?: Promise<number> }).measured!));
  }
  // 200 ms where nothing else runs; the best of four, with room for a machine that is busy.
  expect(Math.min(...times), times.join(" ")).toBeLessThan(1000);
  await tab.close();
});

test("page after page, to the last hit", async () => {
  const tab = await openTab(kith());
  await tab.open(searchFor("吃饭 OR 周末"));
  const { page } = tab;
  const all = await totalOf(page);
  expect(all).toBeGreaterThan(150); // three pages
  const seen = new Set<string>();
  for (let last = -1; last < all - 1;) {
    const shown = await page
      .locator("[data-hits] > li")
      .evaluateAll((rows) =>
        rows.map((row) => [
          Number((row as HTMLElement).dataset.index),
          row.querySelector("a")?.getAttribute("href") ?? "",
        ]),
      );
    for (const [, address] of shown) seen.add(String(address));
    const now = Math.max(...shown.map(([index]) => Number(index)));
    if (now <= last) await page.waitForTimeout(20);
    last = now;
    await page.evaluate(() => scrollBy(0, innerHeight * 0.8));
  }
  expect(seen.size).toBe(all);
  // Never the whole list at once.
  expect(await page.locator("[data-hits] > li").count()).toBeLessThan(60);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("what is around a hit can be seen without leaving", async () => {
  const tab = await openTab(kith());
  await tab.open(searchFor("爬山"));
  const { page } = tab;
  const row = page.locator("[data-hits] > li").first();
  await row.getByRole("button", { name: "Context" }).click();
  const around = row.getByRole("list", { name: "Messages around it" });
  await around.waitFor();
  expect(await around.locator("li").count()).toBeGreaterThan(2);
  expect(await around.locator("[aria-current=true]").innerText()).toContain("爬山");
  expect(await tab.axe()).toEqual([]);
  await tab.close();
});

// Walkthroughs 4, 5 and 7: words to their messages, a number to its messages, a name to its person.
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { openTab } from "../support/browser";
import { countedBy, demoKith, totalIs, totalOf } from "../support/flow";
import { Hands, inEveryLook } from "../support/hands";

const kith = demoKith();
const counted = (q: string) => countedBy(kith(), q);

/** The digits at the end of a line of counts. */
const numberOf = async (line: Locator) =>
  Number(/([\d,]+)\s*$/.exec((await line.innerText()).trim())?.[1]?.replaceAll(",", ""));

inEveryLook(
  "words are typed, counted by chat, narrowed, and lead to their message",
  async (look) => {
    const tab = await openTab(kith(), look);
    const hands = new Hands(tab, look);
    const { page } = tab;
    await tab.open("#/");
    if (hands.keys) {
      await page.keyboard.press("/");
      await page.keyboard.type("爬山");
    } else await hands.write(page.locator("[data-search]"), "爬山");
    await page.keyboard.press("Enter");
    const all = await counted("爬山");
    await totalIs(page, all);
    await hands.sound();

    // On a phone the counts are a sheet.
    const narrow = hands.button("search.filter");
    const phone = look.size === "phone";
    if (phone) await hands.press(narrow);
    const chats = page.getByRole("group", { name: hands.say("search.chats") }).last();
    const more = chats.getByRole("button", { name: hands.say("search.all", { n: "" }).trim() });
    if (await more.count()) await hands.press(more.first());
    const numbers = await Promise.all((await chats.locator("label").all()).map(numberOf));
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(all);
    await hands.sound();

    // Two chats chosen, one taken away again: the total falls by its number.
    const [first, second] = numbers as [number, number];
    const boxes = chats.getByRole("checkbox");
    await hands.choose(boxes.nth(0));
    await totalIs(page, first);
    await hands.choose(boxes.nth(1));
    await totalIs(page, first + second);
    await hands.choose(boxes.nth(1));
    await totalIs(page, first);
    await hands.choose(boxes.nth(0));
    await totalIs(page, all);
    if (phone) await page.keyboard.press("Escape");

    const hit = page.locator("[data-hits] a").first();
    const href = (await hit.getAttribute("href"))!;
    await hands.press(hit);
    const id = /[?&]m=(\d+)/.exec(href)?.[1];
    const target = page.locator(`[data-target][data-id="${id}"]`);
    await target.waitFor();
    expect(await target.locator("mark").first().innerText()).toBe("爬山");
    await hands.sound();
    expect(tab.problems).toEqual([]);
    await tab.close();
  },
);

inEveryLook("a number of a person opens exactly its messages, also in the search", async (look) => {
  const tab = await openTab(kith(), look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/people/demo_shen");
  const late = page.getByRole("button", { name: hands.say("person.lateTitle", { name: "阿砚" }) });
  const value = Number((await late.innerText()).replace(/\D/g, ""));
  expect(value).toBeGreaterThan(10);
  await hands.press(late);
  const drawer = page.getByRole("dialog");
  const query = await drawer.locator("code").innerText();
  expect(query).toContain("is:late");
  expect(await counted(query)).toBe(value);
  const total = new RegExp(`^${value.toLocaleString(look.lang)} `);
  await drawer.getByText(total).first().waitFor();
  const hours = await drawer
    .locator("time")
    .evaluateAll((all) => all.map((one) => Number((one.textContent ?? "").slice(-5, -3))));
  expect(hours.length).toBeGreaterThan(10);
  expect(hours.filter((hour) => hour >= 5)).toEqual([]);
  await hands.sound();
  await hands.press(drawer.getByRole("link", { name: hands.say("receipt.openInSearch") }));
  await totalIs(page, value);
  await tab.ready();
  expect(await totalOf(page)).toBe(value);
  const field = page.getByRole("combobox", { name: hands.say("nav.search") });
  expect((await field.inputValue()).trim()).toBe(query);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

inEveryLook("initials of a name lead to its person", async (look) => {
  const tab = await openTab(kith(), look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/");
  const opener = page.getByRole("button", { name: hands.say("top.palette") });
  // Without a keyboard there is a button for it, where the window has room.
  if (hands.keys || !(await opener.isVisible())) await page.keyboard.press("Control+k");
  else await hands.press(opener);
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await page.keyboard.type("rq");
  const best = page.getByRole("option").first();
  await best.filter({ hasText: "阮晴" }).waitFor();
  await hands.sound();
  if (hands.keys) await page.keyboard.press("Enter");
  else await hands.press(best);
  await page.waitForFunction(() => location.hash === "#/people/demo_ruan");
  await tab.ready();
  expect(await tab.heading()).toContain("阮晴");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

// Walkthrough 7, second half: the palette locks, nothing to read is left, a wrong PIN says so, the right one leads back.
import { beforeAll, expect } from "vitest";
import { openTab } from "../support/browser";
import { demoKith } from "../support/flow";
import { Hands, inEveryLook } from "../support/hands";

const kith = demoKith();
const kPin = "2468";
const kPlace = "#/chats/demo_shen";
let said: string[];

beforeAll(async () => {
  await kith().post("/api/lock/setup", { pin: kPin });
  interface Window {
    items: { text: string }[];
  }
  const { items } = await kith().get<Window>("/api/kith/chats/demo_shen/window?limit=100");
  said = items.map(({ text }) => text).filter((text) => text.length > 2);
  expect(said.length).toBeGreaterThan(20);
});

inEveryLook("the palette locks the page, and only the PIN opens it where it was", async (look) => {
  const tab = await openTab(kith(), look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  const shown = async () => {
    const document = await page.content();
    return said.filter((text) => document.includes(text)).length;
  };
  await tab.open(kPlace);
  await page.locator("[role=feed] article").first().waitFor();
  expect(await shown()).toBeGreaterThan(5);

  const opener = page.getByRole("button", { name: hands.say("top.palette") });
  if (hands.keys || !(await opener.isVisible())) await page.keyboard.press("Control+k");
  else await hands.press(opener);
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await page.keyboard.type(">lock");
  const lock = page.getByRole("option", { name: hands.say("lock.now"), selected: true });
  await lock.waitFor();
  if (hands.keys) await page.keyboard.press("Enter");
  else await hands.press(lock);

  await hands.heading("lock.title");
  expect(await shown()).toBe(0);
  await hands.sound();
  const field = page.getByLabel(hands.say("lock.pin"));
  const open = hands.button("lock.open");
  await hands.write(field, "1357");
  await hands.press(open);
  await page.getByText(hands.say("lock.wrong")).waitFor();
  expect(await shown()).toBe(0);
  await hands.write(field, kPin);
  await hands.press(open);
  await page.locator("[role=feed] article").first().waitFor();
  expect(new URL(page.url()).hash).toBe(kPlace);
  expect(await shown()).toBeGreaterThan(5);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

// Home, a person, search and the reader as they look over the demo archive, for docs/pictures.
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { type Kith, startKith } from "../support/kith";

const folder = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const pictures = [
  { name: "home", place: "#/", theme: "light" },
  { name: "person", place: "#/people/demo_shen", theme: "light" },
  { name: "search", place: "#/search?q=%E4%BD%A0%E5%A5%BD", theme: "light" },
  { name: "reader", place: "#/chats/demo_shen", theme: "dark" },
] as const;

let kith: Kith;
beforeAll(async () => {
  kith = await startKith();
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
});

for (const { name, place, theme } of pictures) {
  test(name, async () => {
    const tab = await openTab(kith, { theme, lang: "en" });
    await tab.page.addInitScript(() => localStorage.setItem("kith.demo-strip", "true"));
    await tab.open(place);
    await tab.page.mouse.move(0, 0);
    await tab.page.waitForTimeout(500);
    await tab.page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
    expect(tab.problems).toEqual([]);
    await tab.close();
  });
}

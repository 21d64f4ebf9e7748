// The page of the API: found, tried out, and the copied line does in a terminal what it did in the page.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { openTab } from "../support/browser";
import { demoKith } from "../support/flow";

const kith = demoKith();

test("a call is found, tried out, and its line of curl answers the same", async () => {
  const tab = await openTab(kith());
  const { page } = tab;
  await tab.open("#/data/api");
  const all = await kith().get<{ paths: Record<string, object> }>("/api/swagger.json");
  const n = Object.values(all.paths).reduce((sum, one) => sum + Object.keys(one).length, 0);
  await page.getByText(`${n} calls`).waitFor();
  await page.keyboard.press("f");
  await page.keyboard.type("find messages");
  await page.getByText("1 call", { exact: true }).waitFor();
  await page.getByRole("button", { name: "/api/kith/find" }).click();
  const send = page.getByRole("button", { name: "Send GET" });
  expect(await send.isDisabled()).toBe(true);
  await page.getByLabel("q (string, needed)").fill(`爬山 -"it's 50%"`);
  await page.getByLabel("limit (integer)").fill("3");
  await send.click();
  const shown = page.getByLabel("Answer", { exact: true });
  await shown.waitFor();
  const line = await page.getByLabel("The same with curl").inputValue();
  const said = execFileSync("sh", ["-c", `${line} -s`], { encoding: "utf8" });
  const hits = (text: string) => (JSON.parse(text) as { hits: { id: number }[] }).hits;
  expect(hits(said).length).toBe(3);
  expect(hits(await shown.inputValue())).toEqual(hits(said));
  expect(await tab.axe()).toEqual([]);
  await page.reload();
  await page.getByLabel("q (string, needed)").waitFor();
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a refusal is shown as the program said it", async () => {
  const tab = await openTab(kith(), { expected: /imports\/999/ });
  const { page } = tab;
  await tab.open("#/data/api?open=POST%20%2Fapi%2Fkith%2Fimports%2F%7Bid%7D%2Fundo");
  await page.getByLabel("id (string, needed)").fill("999");
  await page.getByRole("button", { name: "Send POST" }).click();
  await page.getByText("404", { exact: true }).waitFor();
  expect(await page.getByLabel("Answer", { exact: true }).inputValue()).toContain("no such import");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

for (const theme of ["light", "dark"] as const) {
  for (const [lang, size] of [
    ["zh-CN", "phone"],
    ["en", "desktop"],
  ] as const) {
    test(`no barriers: ${theme}, ${lang}, ${size}`, async () => {
      const tab = await openTab(kith(), { theme, lang, size });
      for (const place of ["#/data/api", "#/data/api?open=POST%20%2Fapi%2Fkith%2Fimports"]) {
        await tab.open(place);
        expect(await tab.axe(), place).toEqual([]);
        expect(await tab.overflow(), place).toBe(0);
      }
      expect(tab.problems).toEqual([]);
      await tab.close();
    });
  }
}

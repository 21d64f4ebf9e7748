// Settings › Models: a provider is added, tried out, put first, changed and taken out; its key is never seen again.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { expectGood } from "../support/flow";
import { Hands, inEveryLook } from "../support/hands";
import { type Kith, startKith } from "../support/kith";
import { type ScriptedModel, startModel } from "../support/model";

let kith: Kith;
let model: ScriptedModel;

beforeAll(async () => {
  [kith, model] = await Promise.all([startKith({ archive: "empty" }), startModel()]);
});
afterAll(async () => {
  await closeBrowser();
  await Promise.all([kith.remove(), model.stop()]);
});
afterEach(() => kith.put("/api/preferences/llm", {}));

interface Preferences {
  llm_profiles?: { id: string; name: string; provider: string; api_key?: string; model?: string }[];
}
const profiles = async () => (await kith.get<Preferences>("/api/preferences")).llm_profiles ?? [];
const kSecret = "sk-never-to-be-seen-again";

inEveryLook("a provider is added, tried out, changed and taken out", async (look) => {
  const tab = await openTab(kith, { ...look, expected: /llm\/test/ });
  const hands = new Hands(tab, look);
  const { page } = tab;
  const dialog = page.locator("dialog[open]");
  const labelled = (key: Parameters<Hands["say"]>[0]) =>
    dialog.getByLabel(hands.say(key), { exact: true });
  await tab.open("#/apps"); // where the way back would lead
  await tab.open("#/settings/models");
  await page.getByText(hands.say("models.profilesNone")).waitFor();
  await hands.sound();

  await hands.press(hands.button("models.add"));
  await labelled("models.provider").selectOption("custom");
  await hands.write(labelled("models.name"), "剧本");
  await hands.write(labelled("models.key"), kSecret);
  await hands.press(dialog.getByRole("button", { name: hands.say("models.save"), exact: true }));
  await dialog.getByText(hands.say("models.lack.base")).waitFor(); // said before anything is sent
  await hands.write(labelled("models.base"), "http://llm.example.com/v1");
  await dialog.getByText(hands.say("models.willLeave", { host: "llm.example.com" })).waitFor();
  await hands.write(labelled("models.base"), model.base);
  await dialog.getByText(hands.say("models.willStay")).waitFor();
  await hands.write(labelled("models.model"), "scripted");
  await hands.sound();
  await hands.press(dialog.getByRole("button", { name: hands.say("models.save"), exact: true }));
  const row = page.getByRole("listitem", { name: "剧本" });
  await row.waitFor();
  await row.getByText(hands.say("models.keySaved")).waitFor();
  expect(await profiles()).toMatchObject([{ name: "剧本", api_key: "__HAS_KEY__" }]);

  const tested = row.getByRole("button", { name: hands.say("models.test"), exact: true });
  await hands.press(tested);
  await row
    .getByText(/scripted/)
    .last()
    .waitFor();
  await row.locator("[role=status]").filter({ hasText: /./ }).waitFor();
  model.fails = 403;
  await hands.press(tested);
  await row.getByText("403").waitFor();
  model.fails = undefined;
  await hands.sound();

  await hands.press(row.getByRole("button", { name: hands.say("models.edit"), exact: true }));
  await hands.write(labelled("models.name"), "新名字");
  await hands.press(dialog.getByRole("button", { name: hands.say("models.cancel"), exact: true }));
  await dialog.getByText(hands.say("models.discard")).waitFor();
  await page.evaluate(() => history.back());
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => location.hash)).toBe("#/settings/models");
  await hands.sound();
  await hands.press(dialog.getByRole("button", { name: hands.say("models.save"), exact: true }));
  const renamed = page.getByRole("listitem", { name: "新名字" });
  await renamed.waitFor();
  expect(await profiles()).toMatchObject([{ name: "新名字", api_key: "__HAS_KEY__" }]);
  expect(await page.content()).not.toContain(kSecret);

  await hands.press(
    page.getByRole("button", { name: hands.say("models.remove", { name: "新名字" }) }),
  );
  await page.getByText(hands.say("models.removeKey")).waitFor();
  await hands.sound();
  await hands.press(hands.button("models.removeNow"));
  await page.getByText(hands.say("models.profilesNone")).waitFor();
  expect(await profiles()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the first answers: the order is changed by a press and holds", async () => {
  const profile = { provider: "custom", base_url: model.base, model: "m" };
  await kith.put("/api/preferences/llm", {
    llm_profiles: ["A", "B", "C"].map((name) => Object.assign({ id: name, name }, profile)),
    mem_llm_model: "kept",
  });
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/settings/models");
  await page.getByRole("button", { name: "Move up: C" }).click();
  await expect.poll(async () => (await profiles()).map(({ id }) => id)).toEqual(["A", "C", "B"]);
  await page.getByRole("button", { name: "Move down: A" }).click();
  await expect.poll(async () => (await profiles()).map(({ id }) => id)).toEqual(["C", "A", "B"]);
  const all = await kith.get<Record<string, unknown>>("/api/preferences");
  expect(all.mem_llm_model).toBe("kept"); // a full replace sends what it does not show
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the provider of embeddings is chosen, and what leaves is said", async () => {
  const tab = await openTab(kith, { expected: /test-embedding/ });
  const { page } = tab;
  await tab.open("#/settings/models");
  const section = page.getByRole("region", { name: "Search by meaning" });
  await section.getByLabel("Provider").selectOption("ollama");
  await section.getByText("What is asked stays on this machine.").waitFor();
  await section.getByLabel("Provider").selectOption("jina");
  await section.getByText(/sent to api\.jina\.ai/).waitFor();
  await section.getByLabel("Provider").selectOption("ollama");
  await section.getByLabel("Address").fill("http://127.0.0.1:1");
  await section.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => await kith.get<object>("/api/preferences"))
    .toMatchObject({ embedding_provider: "ollama", embedding_base_url: "http://127.0.0.1:1" });
  await section.getByRole("button", { name: "Test" }).click();
  await section.getByText(/Ollama embedding/).waitFor(); // nobody is there: in the server's own words
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

for (const theme of ["light", "dark"] as const) {
  test(`no barriers where nothing is there: ${theme}`, async () => {
    for (const [lang, size] of [
      ["zh-CN", "phone"],
      ["en", "desktop"],
    ] as const)
      await expectGood(kith, ["#/settings/models", "#/apps"], { theme, lang, size });
  });
}

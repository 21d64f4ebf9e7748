// Conversations of other programs: read, found by the search, deleted, and taken back in time.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openTab } from "../support/browser";
import { countedBy, expectFewRequests } from "../support/flow";
import { Hands, inEveryLook, looks } from "../support/hands";
import { type Kith, startKith } from "../support/kith";

let kith: Kith;

interface Names {
  sessions: { session_id: string }[];
}
async function sessionsOf(user: string): Promise<string[]> {
  const answer = await fetch(new URL("/query_session_names", kith.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ request_id: "flow", user_id: user }),
  });
  return ((await answer.json()) as Names).sessions.map((one) => one.session_id);
}
const say = (user_id: string, session_id: string, role: "user" | "ai", msg: string) =>
  kith.post("/add_chat", { request_id: "flow", user_id, session_id, role, msg });

beforeAll(async () => {
  kith = await startKith({ archive: "empty" });
  await kith.post("/add_user", { request_id: "flow", user_id: "wx_1", user_name: "林小满" });
  for (const [i] of looks.entries()) {
    await say("wx_1", `trip-${i}`, "user", `第${i}次:周末去哪里?`);
    await say("wx_1", `trip-${i}`, "ai", "去 **香山**:\n\n1. 早点出发\n2. 带水");
  }
  await say("wx_2", "other", "user", "<b>不是标签</b> & 😀 %");
});
afterAll(async () => {
  await closeBrowser();
  await kith.remove();
});

inEveryLook("a conversation of an app is read, deleted, taken back, and deleted", async (look) => {
  const at = looks.indexOf(look);
  const id = `trip-${at}`;
  const tab = await openTab(kith, look);
  const hands = new Hands(tab, look);
  const { page } = tab;
  await tab.open("#/apps");
  await hands.sound();
  const row = page.locator("[data-rows] a").filter({ hasText: `第${at}次` });
  await hands.press(row);
  const feed = page.locator("[role=feed]");
  await feed.getByText("早点出发").waitFor();
  expect(await feed.locator("strong").innerText()).toBe("香山");
  await page.getByText(hands.say("apps.of", { user: "林小满" })).waitFor();
  await hands.sound();
  const remove = async () => {
    await hands.press(hands.button("apps.delete"));
    await page.getByRole("alertdialog").waitFor();
    await hands.sound();
    await hands.press(hands.button("apps.deleteNow"));
    await row.waitFor({ state: "detached" });
  };
  await remove();
  expect(await sessionsOf("wx_1")).toContain(id);
  await hands.press(hands.button("toast.undo"));
  await row.waitFor();
  expect(await sessionsOf("wx_1")).toContain(id);
  await hands.press(row);
  await feed.getByText("早点出发").waitFor();
  await remove();
  // The notice is closed: the time for an undo is over.
  await hands.press(page.getByRole("button", { name: hands.say("layer.close") }).last());
  await expect.poll(() => sessionsOf("wx_1")).not.toContain(id);
  expect(await countedBy(kith, `"第${at}次"`)).toBe(0);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("words of people stay words, and the search leads to them", async () => {
  const tab = await openTab(kith);
  const { page } = tab;
  await tab.open("#/apps/other?user=wx_2");
  await page.locator("[role=feed]").getByText("<b>不是标签</b> & 😀 %").waitFor();
  await page.getByRole("button", { name: "Search in this conversation" }).click();
  await page.locator('[data-total="1"]').waitFor();
  await tab.open("#/apps/nobody?user=wx_2");
  await page.getByText("There is no such conversation.").waitFor();
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the list needs at most two requests", async () => {
  await expectFewRequests(kith, ["#/apps"]);
});

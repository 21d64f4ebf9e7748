// What happens to the page when something is wrong: no archive, no server, no storage, other clocks.
import { expect, test } from "vitest";
import { openBrowser, openTab } from "../support/browser";
import { demoKith } from "../support/flow";
import { startKith } from "../support/kith";

const kith = demoKith();

test("without an archive every screen says where to begin", async () => {
  const empty = await startKith({ archive: "empty" });
  const tab = await openTab(empty);
  await tab.open("#/people");
  expect(await tab.text()).toContain("No conversations yet.");
  expect(await tab.axe()).toEqual([]);
  expect(tab.problems).toEqual([]);
  await tab.close();
  await empty.remove();
});

test("a stopped server is told, what was seen stays, and all is well when it is back", async () => {
  const other = await startKith();
  const tab = await openTab(other);
  await tab.open("#/people");
  const firstName = async () =>
    (await tab.page.locator("[data-rows] a").first().innerText()).split("\n")[0];
  const before = await firstName();
  await other.kill();
  await tab.page.getByText("Kith is not running").waitFor({ timeout: 20_000 });
  expect(await firstName()).toBe(before);
  expect(await tab.axe()).toEqual([]);
  await other.start();
  await tab.page.getByRole("button", { name: "Retry" }).click();
  await tab.page.getByText("Kith is not running").waitFor({ state: "detached", timeout: 20_000 });
  await tab.close();
  await other.remove();
});

test("storage that is switched off changes nothing but memory", async () => {
  const context = await (await openBrowser()).newContext({ locale: "en" });
  await context.addInitScript(() => {
    const forbidden = () => {
      throw new DOMException("denied", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: forbidden, configurable: true });
    }
  });
  const tab = await openTab(kith(), { context });
  await tab.open("#/people");
  expect(await tab.page.locator("[data-rows] li").count()).toBeGreaterThan(5);
  await tab.page.keyboard.press("Control+.");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("times are those of the archive, whatever zone the browser is in", async () => {
  const shown: string[] = [];
  for (const zone of ["Pacific/Auckland", "America/Los_Angeles"]) {
    const tab = await openTab(kith(), { zone });
    await tab.open("#/people/demo_shen");
    await tab.page.locator("ol time").first().waitFor();
    shown.push(await tab.page.locator("ol time").first().innerText());
    await tab.close();
  }
  expect(shown[0]).toBe(shown[1]);
});

test("two tabs share one pulse", async () => {
  const first = await openTab(kith());
  await first.open("#/");
  const second = await openTab(kith(), { context: first.context });
  await second.open("#/people");
  await second.page.waitForTimeout(1000);
  const pulses = [...first.requests, ...second.requests].filter((one) => one.includes("/events"));
  expect(pulses).toHaveLength(1);
  expect([...first.problems, ...second.problems]).toEqual([]);
  await first.close();
});

test("the page reaches only its own server, and says so to the browser", async () => {
  const answer = await fetch(kith().url);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  const html = await answer.text();
  const boot = JSON.parse(/id="boot">(.*?)<\/script>/s.exec(html)?.[1] ?? "null") as {
    version?: string;
  };
  expect(boot.version).toBeTruthy();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
  const packed = await fetch(new URL(script, kith().url), { headers: { "accept-encoding": "br" } });
  expect(packed.headers.get("content-encoding")).toBe("br");
  expect(packed.headers.get("cache-control")).toContain("immutable");
});

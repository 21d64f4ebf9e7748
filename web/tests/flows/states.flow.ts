// What happens to the page when something is wrong: no archive, no server, no storage, other clocks.
import { expect, test } from "vitest";
import { openBrowser, openTab } from "../support/browser";
import { countedBy, demoKith } from "../support/flow";
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

test("Home says what could not be loaded, and never 0 for what is not known", async () => {
  const tab = await openTab(kith(), { expected: /batch|directory/ });
  const { page } = tab;
  const broken = '{"error":"数据库打不开"}';
  await page.route("**/api/kith/batch", (route) => route.fulfill({ status: 400, body: broken }));
  await tab.open("#/");
  const write = page.getByRole("region", { name: "People to write to" });
  const coming = page.getByRole("region", { name: "Coming up" });
  for (const part of [write, coming]) {
    expect(await part.innerText()).toContain("数据库打不开");
    expect(await part.getByRole("button", { name: "Retry" }).count()).toBe(1);
  }
  const people = page.getByRole("group", { name: "people" });
  expect(await people.innerText()).not.toMatch(/\d/);
  await page.unrouteAll();
  await write.getByRole("button", { name: "Retry" }).click();
  await people.getByText(/[1-9]/).waitFor();
  await coming.getByRole("alert").waitFor({ state: "detached" });
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("what Home counts and what the search goes through differ by the notices it names", async () => {
  const tab = await openTab(kith());
  await tab.open("#/");
  const tile = tab.page.getByRole("group", { name: "messages", exact: true });
  const notices = await countedBy(kith(), "is:system");
  const { archive } = await kith().get<{ archive: { messages: number } }>("/api/kith/boot");
  expect((await countedBy(kith(), "-is:system")) + notices).toBe(archive.messages);
  await tile.getByRole("button", { name: /Notices$/ }).click();
  await tab.page.getByText(new RegExp(`^${notices} messages · `)).waitFor();
  await tab.close();
});

test("waiting may be ended after ten seconds, and begun again", async () => {
  const tab = await openTab(kith());
  const { page } = tab;
  await page.route("**/api/kith/directory*", () => {});
  await page.goto(`${kith().url}#/people`);
  const ended = page.waitForEvent("requestfailed", (one) => one.url().includes("directory"));
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).click({ timeout: 15_000 });
  await ended;
  await page.getByText("Cancelled: this part was not loaded.").waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.getByRole("button", { name: "Retry" }).click();
  await page.locator("[data-rows] li").first().waitFor();
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("without a clipboard the address of the page is copied all the same", async () => {
  const tab = await openTab(kith());
  await tab.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.page.addInitScript(() => {
    const { clipboard } = navigator;
    Object.assign(window, { read: () => clipboard.readText() });
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await tab.open("#/people");
  await tab.page.keyboard.press("y");
  await tab.page.getByText("Link copied").waitFor();
  expect(await tab.page.evaluate("read()")).toMatch(/#\/people$/);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("a counting that failed is told above what was counted", async () => {
  const tab = await openTab(kith());
  const failed = {
    is_indexing: false,
    is_initialized: false,
    total_cached: 0,
    last_error: "磁盘满",
  };
  await tab.page.route("**/api/status", (route) => route.fulfill({ json: failed }));
  await tab.open("#/people");
  await tab.page.getByText("Counting did not finish: 磁盘满").waitFor();
  expect(await tab.axe()).toEqual([]);
  await tab.page.unrouteAll();
  await tab.page.getByRole("button", { name: "Retry" }).click();
  await tab.page.getByText("磁盘满").waitFor({ state: "detached" });
  expect(tab.requests).toContain("POST /api/init");
  expect(tab.problems).toEqual([]);
  await tab.close();
});

test("the page of a person says since when, and leads to that day", async () => {
  const tab = await openTab(kith(), { size: "phone" });
  await tab.open("#/people/demo_shen");
  const since = tab.page.getByRole("heading", { level: 1 }).getByRole("link", { name: /^since / });
  expect(await since.getAttribute("href")).toMatch(/^#\/chats\/demo_shen\?at=\d{4}-\d\d-\d\d$/);
  const reached = await since.evaluate((link) => {
    const { left, top, width, height } = link.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return [y - 20, y + 20].map((at) => document.elementFromPoint(x, at) === link);
  });
  expect(reached).toEqual([true, true]);
  const month = await since.innerText();
  await tab.open("#/people");
  expect(await tab.text()).toContain(month);
  await tab.close();
});

test("in forced colours the names of charts are what is printed, their words are seen", async () => {
  const tab = await openTab(kith());
  const { page } = tab;
  await page.emulateMedia({ forcedColors: "active" });
  for (const place of ["#/", "#/people/demo_shen", "#/time"]) {
    await tab.open(place);
    expect(await tab.axe(), place).toEqual([]);
    const found = await page.evaluate(
      "axe.run(document, { runOnly: ['label-content-name-mismatch'] }).then((all) => all.violations.flatMap((one) => one.nodes.map((node) => node.html)))",
    );
    expect(found, place).toEqual([]);
  }
  const [axis, canvas] = await page.evaluate(() => [
    getComputedStyle(document.querySelector("svg[role=grid] text")!).fill,
    getComputedStyle(document.body).color,
  ]);
  expect(axis).toBe(canvas);
  await tab.close();
});

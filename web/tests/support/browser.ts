// A tab of a real Chromium that notices everything a page must not do: errors, other hosts, failed requests, barriers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { AxeResults } from "axe-core";
import type { Kith } from "./kith";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const kFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser | undefined;
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.KITH_BROWSER ?? "/usr/bin/chromium";
  browser ??= await chromium.launch({ executablePath, args: kFlags });
  return browser;
}
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

export interface TabOptions {
  theme?: "light" | "dark";
  lang?: "zh-CN" | "en";
  size?: "desktop" | "phone";
  zone?: string;
  /** Failed requests that belong to the flow: parts of their addresses. */
  expected?: RegExp;
  context?: BrowserContext;
}

const kSizes = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 800 } };

export class Tab {
  readonly problems: string[] = [];
  /** "GET /api/…" in order, of our own server. */
  readonly requests: string[] = [];

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly kith: Kith,
    private readonly expected: RegExp | undefined,
  ) {
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      const text = message.text();
      // The browser reports failed requests here too; they are judged below.
      if (/Failed to load resource|net::ERR_/.test(text)) return;
      this.problems.push(`console: ${text}`);
    });
    page.on("pageerror", (error) => this.problems.push(`error: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(kith.url) && !/^(data|blob):/.test(url))
        this.problems.push(`other host: ${url}`);
      else this.requests.push(`${request.method()} /${url.slice(kith.url.length)}`);
    });
    page.on("response", (response) => {
      if (response.status() < 400 || this.expected?.test(response.url())) return;
      this.problems.push(`${response.status()} ${response.url()}`);
    });
  }

  /** Goes to a place, "#/people", and waits until its heading is there. */
  async open(hash = "#/"): Promise<void> {
    await this.page.goto(this.kith.url + hash);
    await this.ready();
  }

  /** The place of the address is drawn, and nothing is being asked. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => {
      const main = document.querySelector<HTMLElement>("main[data-hash]");
      // A screen whose code is still coming leaves the old one in the document, hidden.
      const h1 = main?.querySelector("h1:not([style*=none] *)");
      const drawn = main?.dataset.hash === location.hash && h1?.getClientRects().length;
      return drawn && document.querySelector("[aria-busy=true]") === null;
    });
  }

  /** Words that the whole page shows now. */
  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  heading(): Promise<string> {
    return this.page.locator("h1").innerText();
  }

  /** What axe finds, one line each. */
  async axe(): Promise<string[]> {
    await this.settled();
    await this.page.evaluate(axeSource);
    const results = (await this.page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] })",
    )) as AxeResults;
    return results.violations.flatMap((found) =>
      found.nodes.map(
        (node) => `${found.id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`,
      ),
    );
  }

  /** Colours are judged when nothing fades any more. */
  private settled(): Promise<void> {
    return this.page.evaluate(async () => {
      await Promise.all(
        document
          .getAnimations()
          .map((one) => (one.effect?.getTiming().iterations === 1 ? one.finished : null)),
      ).catch(() => {});
    });
  }

  /** Pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

export async function openTab(kith: Kith, options: TabOptions = {}): Promise<Tab> {
  const { theme = "light", lang = "en", size = "desktop", zone = "UTC", expected } = options;
  const context =
    options.context ??
    (await (
      await openBrowser()
    ).newContext({
      viewport: kSizes[size],
      hasTouch: size === "phone",
      colorScheme: theme,
      locale: lang,
      timezoneId: zone,
      reducedMotion: "reduce",
    }));
  return new Tab(await context.newPage(), context, kith, expected);
}

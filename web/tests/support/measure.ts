// Times of a page as its browser sees them, and the table that they are printed in.
import type { Page } from "playwright-core";

export interface Line {
  what: string;
  measured: number;
  limit: number;
  unit: string;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const asRow = ({ what, measured, limit, unit }: Line) =>
  `| ${what} | ${measured.toFixed(measured < 10 ? 1 : 0)} ${unit} | ${limit} ${unit} | ${measured <= limit ? "yes" : "**no**"} |`;
export const kHead = "| what | measured | must reach | met |\n|---|---|---|---|";

/** Milliseconds from the start of the navigation to the first text, and to the last answer drawn. */
export async function load(page: Page, url: string): Promise<{ first: number; complete: number }> {
  await page.goto("about:blank");
  await page.goto(url);
  const complete = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const main = document.querySelector("main[data-hash] h1");
          if (main && !document.querySelector("[aria-busy=true]")) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  const first = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  return { first, complete };
}

interface Watched {
  /** The slowest event of each interaction: a press is several. */
  slow: Map<number, number>;
  before: number;
}
type Watching = Window & { watched?: Watched };
const kFast = 16; // milliseconds; browsers report nothing faster

/** From now on every interaction is timed until its next paint; `interactions` gives the milliseconds. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate((durationThreshold) => {
    const before = (performance as { interactionCount?: number }).interactionCount ?? 0;
    const watched: Watched = { slow: new Map(), before };
    (window as Watching).watched = watched;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
        const id = one.interactionId;
        if (id) watched.slow.set(id, Math.max(one.duration, watched.slow.get(id) ?? 0));
      }
    }).observe({ type: "event", durationThreshold, buffered: false } as PerformanceObserverInit);
  }, kFast);
}
/** Of every interaction since; what was too fast to be reported counts as 16. */
export const interactions = (page: Page) =>
  page.evaluate((fast) => {
    const { slow, before } = (window as Watching).watched!;
    const count = (performance as { interactionCount?: number }).interactionCount ?? slow.size;
    const unseen = Math.max(0, count - before - slow.size);
    return [...slow.values(), ...Array.from({ length: unseen }, () => fast)];
  }, kFast);

type Typing = Window & { lastInput?: number };

/** Types words letter by letter into the search; milliseconds from each key until its answer is drawn. */
export async function typed(page: Page, words: readonly string[]): Promise<number[]> {
  const field = page.locator("[data-search]");
  await field.evaluate((one) =>
    one.addEventListener("input", () => ((window as Typing).lastInput = performance.now())),
  );
  const all: number[] = [];
  for (const word of words) {
    await field.press("Control+a"); // written over what was searched for before
    for (let n = 1; n <= word.length; n++) {
      await page.keyboard.insertText(word.slice(n - 1, n));
      all.push(await page.evaluate(answered, word.slice(0, n)));
      await page.waitForTimeout(200);
    }
  }
  return all;
}

/** In the page: waits until the hits of these words are drawn. */
async function answered(written: string): Promise<number> {
  const there = () =>
    decodeURIComponent(location.hash).endsWith(`q=${written}`) &&
    document.querySelector("[data-old]") === null &&
    document.querySelector("[data-total]") !== null;
  while (!there()) await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - (window as Typing).lastInput!;
}

/** Scrolls an element (or the page) for some seconds and gives the milliseconds between frames. */
export function fling(page: Page, selector: string | null, seconds: number): Promise<number[]> {
  return page.evaluate(
    ([wanted, time]) =>
      new Promise<number[]>((resolve) => {
        const box = wanted ? document.querySelector(wanted) : document.scrollingElement;
        const frames: number[] = [];
        const start = performance.now();
        let last = start;
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          box?.scrollBy(0, 60);
          if (now - start < time * 1000) requestAnimationFrame(step);
          else resolve(frames.slice(2));
        };
        requestAnimationFrame(step);
      }),
    [selector, seconds] as const,
  );
}

/** Megabytes of the page's own heap after a collection. */
export async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}

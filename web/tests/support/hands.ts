// Walkthroughs: each is walked in every look of the page, half of them by mouse or finger, half by keyboard alone.
import type { CDPSession, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { en as enMain } from "i18n/en";
import { later as enLater } from "i18n/later.en";
import { later as zhLater } from "i18n/later.zh-CN";
import { pieces, type Values } from "i18n/message";
import { zh as zhMain } from "i18n/zh-CN";
import type { Tab, TabOptions } from "./browser";

const en = { ...enMain, ...enLater };
const zh = { ...zhMain, ...zhLater };
type Key = keyof typeof zh;

export interface Look extends TabOptions {
  theme: "light" | "dark";
  lang: "zh-CN" | "en";
  size: "desktop" | "phone";
  by: "mouse" | "keyboard";
}

/** Eight of the sixteen combinations: any three choices meet in one of them. */
export const looks: Look[] = (["light", "dark"] as const).flatMap((theme, a) =>
  (["zh-CN", "en"] as const).flatMap((lang, b) =>
    (["desktop", "phone"] as const).map((size, c) => ({
      theme,
      lang,
      size,
      by: (a + b + c) % 2 === 0 ? ("mouse" as const) : ("keyboard" as const),
    })),
  ),
);

export function inEveryLook(name: string, walk: (look: Look) => Promise<void>): void {
  for (const look of looks)
    test(`${name}: ${look.theme}, ${look.lang}, ${look.size}, by ${look.by}`, () => walk(look));
}

const kTabs = 400; // more stops than any screen has

/** What a person does with a page, in one language and with one kind of hand. */
export class Hands {
  readonly page: Page;
  constructor(
    readonly tab: Tab,
    readonly look: Look,
  ) {
    this.page = tab.page;
  }

  get keys(): boolean {
    return this.look.by === "keyboard";
  }

  /** The page's own words. */
  say(key: Key, values: Values = {}): string {
    const { lang } = this.look;
    return pieces((lang === "en" ? en : zh)[key], values, lang).join("");
  }

  button(key: Key, values: Values = {}): Locator {
    return this.page.getByRole("button", { name: this.say(key, values), exact: true }).first();
  }

  heading(key: Key, values: Values = {}): Promise<void> {
    return this.page
      .getByRole("heading", { name: this.say(key, values) })
      .first()
      .waitFor();
  }

  /** Presses what is named: a click, or Tab until it has the focus, then Enter. */
  async press(target: Locator, key = "Enter"): Promise<void> {
    if (!this.keys) return this.touch(target);
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  /** Ticks a box or chooses one of several. */
  async choose(target: Locator): Promise<void> {
    if (!this.keys) return this.touch(target.locator("xpath=ancestor::label"));
    await this.reach(target);
    await this.page.keyboard.press("Space");
  }

  async write(target: Locator, text: string): Promise<void> {
    if (this.keys) await this.reach(target);
    else await this.touch(target);
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(text);
  }

  /** Gives files to the page: dropped on it as a file manager does, or chosen in the system's dialog. */
  async give(...files: string[]): Promise<void> {
    if (!this.keys) return drop(this.page, files);
    const chooser = this.page.waitForEvent("filechooser");
    await this.press(this.button("imports.chooseFiles"));
    await (await chooser).setFiles(files);
  }

  /** Tab by Tab to it; inside a group of one stop the arrows lead on. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor({ state: "attached" });
    for (let i = 0; i < kTabs; i++) {
      const where = await target.evaluate((wanted) => {
        const at = document.activeElement;
        if (at === wanted) return "there";
        const group = "[role=radiogroup],[role=toolbar],[role=tablist],fieldset";
        const radios = at instanceof HTMLInputElement && at.type === "radio";
        const beside = radios && wanted instanceof HTMLInputElement && wanted.name === at.name;
        return beside && at.closest(group) === wanted.closest(group) ? "beside" : "elsewhere";
      });
      if (where === "there") return;
      await this.page.keyboard.press(where === "beside" ? "ArrowDown" : "Tab");
    }
    throw new Error(`${kTabs} times Tab do not lead to ${target}`);
  }

  private async touch(target: Locator): Promise<void> {
    if (this.look.size === "phone") await target.tap();
    else await target.click();
  }

  /** The page is sound here: no barrier, not wider than its window; on a phone nothing too small for a finger. */
  async sound(): Promise<void> {
    expect(await this.tab.axe()).toEqual([]);
    expect(await this.tab.overflow()).toBe(0);
    if (this.look.size === "phone") expect(await tooSmall(this.page)).toEqual([]);
  }
}

/**
 * What can be pressed and is smaller than 44 pixels. Left out: links inside sentences, and the squares of
 * calendars, whose size is their meaning.
 */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kTarget = 44;
    const modal = document.querySelector("dialog:modal") ?? document.body;
    const all = modal.querySelectorAll<HTMLElement>("a[href], button, input, select, summary");
    const larger = (one: HTMLElement, side: "width" | "height") =>
      Math.max(
        ...["::before", "::after"].map(
          (around) => Number.parseFloat(getComputedStyle(one, around)[side]) || 0,
        ),
      );
    return [...all].flatMap((one) => {
      const target = one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      const style = getComputedStyle(one);
      const unseen = width < 2 || height < 2 || style.visibility === "hidden";
      if (unseen || style.display === "inline" || one.closest("table, [role=grid]")) return [];
      const w = Math.max(width, larger(one, "width"));
      const h = Math.max(height, larger(one, "height"));
      if (h > kTarget - 1 && w > kTarget - 1) return [];
      const name = one.getAttribute("aria-label") ?? one.textContent ?? "";
      return [`${one.tagName} ${Math.round(w)}x${Math.round(h)}: ${name.slice(0, 60)}`];
    });
  });
}

/** A drop as the system makes it: the page gets real files and folders. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize()!;
  const event = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: paths, dragOperationsMask: 1 },
    });
  await event("dragEnter");
  await event("dragOver");
  await event("drop");
  await session.detach();
}

// Draws a component for a unit test, with a cache of its own and the English texts.
import { QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "api/query";
import { type Lang, loadLanguage } from "i18n/index";

export interface Drawn {
  root: HTMLElement;
  text: () => string;
  /** The first element of a selector; throws when there is none. */
  find: <E extends HTMLElement = HTMLElement>(selector: string) => E;
  /** The first element with this accessible name. */
  named: (name: string) => HTMLElement;
  draw: (node: ReactNode) => Promise<void>;
  unmount: () => Promise<void>;
}

/** Waits until effects, answers and state changes have been drawn. */
export const settle = (ms = 0) =>
  act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));

/** Waits until something holds; fails with `what` after two seconds. */
export async function until(holds: () => boolean, what = "it does not come"): Promise<void> {
  for (const end = Date.now() + 2000; !holds();) {
    if (Date.now() > end) throw new Error(`${what}: ${document.body.textContent}`);
    await settle(5);
  }
}

export async function render(node: ReactNode, lang: Lang = "en"): Promise<Drawn> {
  await loadLanguage(lang);
  const root = document.body.appendChild(document.createElement("div"));
  const reactRoot = createRoot(root);
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const draw = (next: ReactNode) =>
    act(async () =>
      reactRoot.render(<QueryClientProvider client={client}>{next}</QueryClientProvider>),
    );
  await draw(node);
  return {
    root,
    text: () => document.body.textContent ?? "",
    find(selector) {
      const found = document.body.querySelector(selector);
      if (!found) throw new Error(`nothing fits ${selector} in ${document.body.innerHTML}`);
      return found as never;
    },
    named(name) {
      const all = [...document.body.querySelectorAll<HTMLElement>("button, a, input, [role]")];
      const found = all.find((one) => nameOf(one) === name);
      if (!found) throw new Error(`nothing is called ${name}: ${all.map(nameOf).join(", ")}`);
      return found;
    },
    draw,
    unmount: () => act(async () => reactRoot.unmount()),
  };
}

const nameOf = (element: HTMLElement) =>
  element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";

export const press = (element: HTMLElement) => act(async () => element.click());

export const key = (target: EventTarget, name: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    target.dispatchEvent(
      new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }),
    );
  });

export function type(field: HTMLInputElement, value: string) {
  return act(async () => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    set?.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Answers requests by path for the length of a test; anything else is 404. Records what was asked. */
export function serve(answers: Record<string, unknown>): string[] {
  const asked: string[] = [];
  globalThis.fetch = (async (address: string | URL | Request, init?: RequestInit) => {
    const target = String(address);
    asked.push(`${init?.method ?? "GET"} ${target}`);
    const found = answers[target] ?? answers[target.split("?")[0] ?? ""];
    if (found instanceof Response) return found.clone();
    if (found === undefined) return new Response('{"error":"not found"}', { status: 404 });
    if (found === "offline") throw new TypeError("fetch failed");
    return new Response(JSON.stringify(found), { headers: { "content-type": "application/json" } });
  }) as typeof fetch;
  return asked;
}

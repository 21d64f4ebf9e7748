// The language of the page: one catalogue is loaded, `t` looks texts up in it.
import { createElement, Fragment, type ReactNode } from "react";
import { createStore, useStore } from "app/store";
import { pieces, type Values } from "i18n/message";
import type { Later } from "i18n/later.zh-CN";
import type { Catalogue as Main } from "i18n/zh-CN";

export type Lang = "zh-CN" | "en" | "xx";
/** Which texts a screen needs beside those of the main catalogue. */
export type Volume = "main" | "later";
type Catalogue = Main & Later;
export type Key = keyof Catalogue;
export type Translate = (key: Key, values?: Values) => string;

const loaders: Record<Volume, Record<Lang, () => Promise<object>>> = {
  main: {
    "zh-CN": async () => (await import("i18n/zh-CN")).zh,
    en: async () => (await import("i18n/en")).en,
    xx: async () => (await import("i18n/xx")).xx,
  },
  later: {
    "zh-CN": async () => (await import("i18n/later.zh-CN")).later,
    en: async () => (await import("i18n/later.en")).later,
    xx: async () => (await import("i18n/xx")).later,
  },
};
/** The shell and Home only: enough for the first paint. */
const firstLoaders: Partial<Record<Lang, () => Promise<object>>> = {
  "zh-CN": async () => (await import("i18n/first.zh-CN")).first,
  en: async () => (await import("i18n/first.en")).first,
};

export const languages: Lang[] = ["zh-CN", "en"];
const store = createStore<{ lang: Lang; texts: Catalogue }>({ lang: "en", texts: {} as Catalogue });

/** The first of the browser's languages that the page speaks. */
export function preferred(wanted: readonly string[]): Lang {
  for (const one of wanted) {
    if (/^zh\b/i.test(one)) return "zh-CN";
    if (/^en\b/i.test(one)) return "en";
  }
  return "en";
}

function speak(lang: Lang, texts: Catalogue) {
  store.set({ lang, texts });
  document.documentElement.lang = lang === "xx" ? "en" : lang;
}

let volumes: Volume[] = ["main"];
async function texts(lang: Lang): Promise<Catalogue> {
  const all = await Promise.all(volumes.map((one) => loaders[one][lang]()));
  return Object.assign({}, ...all) as Catalogue;
}

export async function loadLanguage(lang: Lang): Promise<void> {
  speak(lang, await texts(lang));
}

/** The texts of the first paint; `loadTexts` brings the others before any other screen is drawn. */
export async function loadFirstTexts(lang: Lang): Promise<void> {
  const load = firstLoaders[lang];
  if (load) speak(lang, (await load()) as Catalogue);
  else await loadLanguage(lang);
}

export async function loadTexts(volume: Volume = "main"): Promise<void> {
  if (!volumes.includes(volume)) volumes = [...volumes, volume];
  const { lang } = store.get();
  const all = await texts(lang);
  if (store.get().lang === lang) store.set({ texts: all });
}

export const language = (): Lang => store.get().lang;
/** For Intl: the pseudo-language formats like English. */
export const locale = (): string => (store.get().lang === "xx" ? "en" : store.get().lang);

export const t: Translate = (key, values = {}) =>
  pieces(store.get().texts[key] ?? key, values, locale()).join("");

/** Like `t`, but values may be elements: a number inside a sentence that opens its messages. */
export function tx(key: Key, values: Values): ReactNode {
  const parts = pieces(store.get().texts[key] ?? key, values, locale());
  return createElement(Fragment, null, ...(parts as ReactNode[]));
}

/** `t` for components: renders again when the language changes. */
export function useT(): Translate {
  useStore(store, (value) => value.lang);
  return t;
}

export function useLocale(): string {
  return useStore(store, (value) => (value.lang === "xx" ? "en" : value.lang));
}

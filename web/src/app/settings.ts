// What this browser remembers about looks: theme, density, keys, masking. Kept in localStorage when there is one.
import { createStore, keep, useStore } from "app/store";
import type { Lang } from "i18n/index";

export type Theme = "system" | "light" | "dark";
export type Density = "auto" | "comfortable" | "compact";
export interface Settings {
  theme: Theme;
  density: Density;
  /** undefined: follow the browser. */
  lang: Lang | undefined;
  /** Single letters as commands (WCAG 2.1.4 wants a switch). */
  letterKeys: boolean;
  /** Names are hidden: screens can be shown to others. */
  masked: boolean;
}

const kKey = "kith.settings";
const kDefaults: Settings = {
  theme: "system",
  density: "auto",
  lang: undefined,
  letterKeys: true,
  masked: false,
};
const kWide = "(min-width: 1200px)";

export const settings = createStore<Settings>({
  ...kDefaults,
  ...keep.read<Partial<Settings>>(kKey, {}),
});

export function change(part: Partial<Settings>) {
  settings.set(part);
  keep.write(kKey, settings.get());
  apply();
}

export function useSetting<K extends keyof Settings>(key: K): Settings[K] {
  return useStore(settings, (value) => value[key]);
}

/** Puts theme and density on <html>, where the tokens read them. */
export function apply() {
  const { theme, density } = settings.get();
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const compact = density === "compact" || (density === "auto" && matchMedia(kWide).matches);
  root.dataset.density = compact ? "compact" : "comfortable";
}

export function watch() {
  apply();
  matchMedia(kWide).addEventListener("change", apply);
  // The other tab changed something.
  addEventListener("storage", (event) => {
    if (event.key !== kKey) return;
    settings.set({ ...kDefaults, ...keep.read<Partial<Settings>>(kKey, {}) });
    apply();
  });
}

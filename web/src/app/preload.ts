// Loads the code of a place before it is opened: when its link is hovered, focused, or the page is idle.
import { parse } from "app/router";
import { type RouteName, routes } from "app/routes";

const asked = new Set<string>();

export function preload(hash: string) {
  const { name } = parse(hash);
  if (name === "unknown" || asked.has(name)) return;
  asked.add(name);
  routes[name].load().catch(() => asked.delete(name));
}

export function preloadWhenIdle(names: RouteName[]) {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 300));
  idle(() =>
    names.forEach((name) =>
      preload(`#${routes[name].pattern.replace(/:\w+\?/g, "").replace(/:\w+/g, "-")}`),
    ),
  );
}

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

/** Everything else, once nothing is going on. */
export function preloadWhenIdle(names: RouteName[], others: (() => Promise<unknown>)[]) {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 300));
  idle(() => {
    for (const name of names) preload(placeOf(name));
    for (const load of others) load().catch(() => {});
  });
}

/** Any place of a route: parameters are "-". */
const placeOf = (name: RouteName) =>
  `#${routes[name].pattern.replace(/\/:\w+\?/g, "").replace(/:\w+/g, "-")}`;

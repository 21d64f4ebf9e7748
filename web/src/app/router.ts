// The router: place and query live inside the hash, so that search words never reach a server log.
import { useSyncExternalStore } from "react";
import { type Params, type RouteName, routes } from "app/routes";
import { formatPlace, parsePlace } from "lib/place";

export type Query = Readonly<Record<string, string | number | undefined>>;
export interface Location {
  name: RouteName | "unknown";
  params: Record<string, string>;
  query: Readonly<Record<string, string>>;
  /** The hash as it stands, "#/people?sort=name". */
  hash: string;
  /** Names this entry of the history, for its scroll position. */
  key: string;
}

const patterns = (Object.keys(routes) as RouteName[]).map((name) => ({
  name,
  parts: routes[name].pattern.split("/").slice(1).filter(Boolean),
}));

function fit(parts: string[], path: string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  if (path.length > parts.length) return null;
  for (const [i, part] of parts.entries()) {
    const given = path[i];
    if (part.startsWith(":")) {
      if (given !== undefined) params[part.replace(/[:?]/g, "")] = given;
      else if (!part.endsWith("?")) return null;
    } else if (part !== given) return null;
  }
  return params;
}

export function parse(hash: string, key = ""): Location {
  const { path, query } = parsePlace(hash);
  for (const pattern of patterns) {
    const params = fit(pattern.parts, path);
    if (params) return { name: pattern.name, params, query, hash, key };
  }
  return { name: "unknown", params: {}, query, hash, key };
}

export function href<N extends RouteName>(name: N, params?: Params<N>, query?: Query): string {
  const given = (params ?? {}) as Record<string, string | undefined>;
  const parts = routes[name].pattern.split("/").slice(1).filter(Boolean);
  const path = parts.map((part) =>
    part.startsWith(":") ? given[part.replace(/[:?]/g, "")] : part,
  );
  return formatPlace(
    path.filter((part) => part !== undefined),
    query,
  );
}

const listeners = new Set<() => void>();
let serial = Date.now();
let current = read();

function read(): Location {
  let key = (history.state as { key?: string } | null)?.key;
  if (!key) {
    key = String(++serial);
    history.replaceState({ key }, "");
  }
  return parse(location.hash, key);
}

let guard: (() => void) | undefined;
/** Places stay as they are until the returned function is called; `tell` hears of each attempt. */
export function onLeave(tell: () => void): () => void {
  guard = tell;
  return () => {
    if (guard === tell) guard = undefined;
  };
}

function moved() {
  if (guard && location.hash !== current.hash) {
    history.pushState({ key: current.key }, "", current.hash || "#/");
    guard();
    return;
  }
  const next = read();
  if (next.hash === current.hash && next.key === current.key) return;
  current = next;
  for (const listener of listeners) listener();
}

addEventListener("hashchange", moved);
addEventListener("popstate", moved);

/** Goes to a hash; "replace" does so without a new entry in the history, as typing in a field should. */
export function go(hash: string, how: "push" | "replace" = "push") {
  if (hash === location.hash) return;
  const state = how === "replace" ? history.state : { key: String(++serial) };
  if (how === "replace") history.replaceState(state, "", hash);
  else history.pushState(state, "", hash);
  moved();
}

export function here(): Location {
  return current;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocation(): Location {
  return useSyncExternalStore(subscribe, here, here);
}

/** The parameters of the route a screen was written for. */
export function useParams<N extends RouteName>(_name: N): Params<N> {
  return useLocation().params as Params<N>;
}

/** One value of the query inside the hash, and how to change it without a new entry of the history. */
export function useQueryParam(key: string): [string, (value: string) => void] {
  const { query } = useLocation();
  const set = (value: string) => {
    const { path, query: before } = parsePlace(current.hash);
    go(formatPlace(path, { ...before, [key]: value }), "replace");
  };
  return [query[key] ?? "", set];
}

// All places of the page: pattern, the screen that is loaded for it, and the entry of the navigation it belongs to.
import type { ComponentType } from "react";
import type { Volume } from "i18n/index";

export type Place =
  | "home"
  | "people"
  | "chats"
  | "time"
  | "search"
  | "data"
  | "welcome"
  | "settings";
export type ScreenModule = { default: ComponentType };
interface RouteSpec {
  pattern: string;
  place: Place;
  load: () => Promise<ScreenModule>;
  texts: Volume;
}

const spec = <const P extends string>(
  pattern: P,
  place: Place,
  load: () => Promise<ScreenModule>,
  texts: Volume = "main",
) => ({ pattern, place, load, texts });

/** Left out of what is shipped. */
const development = (
  import.meta.env.DEV
    ? { gallery: spec("/gallery", "home", () => import("features/gallery/Screen"), "later") }
    : {}
) as { gallery: RouteSpec & { pattern: "/gallery" } };

/** Order matters: the first pattern that fits wins, so fixed parts come before parameters. */
export const routes = {
  home: spec("/", "home", () => import("features/home/Screen")),
  people: spec("/people", "people", () => import("features/people/Screen")),
  ...development,
  welcome: spec("/welcome", "welcome", () => import("features/imports/WelcomeScreen")),
  api: spec("/data/api", "data", () => import("features/apidocs/Screen")),
  imports: spec("/data/import/:id?", "data", () => import("features/imports/Screen")),
  person: spec("/people/:u/:tab?", "people", () => import("features/people/PersonScreen")),
  search: spec("/search", "search", () => import("features/search/Screen")),
  time: spec("/time", "time", () => import("features/time/Screen")),
  day: spec("/time/:date", "time", () => import("features/time/DayScreen")),
  chats: spec("/chats/:id?", "chats", () => import("features/chats/Screen")),
  live: spec("/live/:session?", "chats", () => import("features/live/Screen"), "later"),
  apps: spec("/apps/:session?", "chats", () => import("features/apps/Screen"), "later"),
  settings: spec(
    "/settings/:section?",
    "settings",
    () => import("features/settings/Screen"),
    "later",
  ),
} satisfies Record<string, RouteSpec>;

export type RouteName = keyof typeof routes;

type ParamNames<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? ParamNames<Head> | ParamNames<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never;
type Optional<P extends string> = Extract<ParamNames<P>, `${string}?`>;
type Bare<N extends string> = N extends `${infer Name}?` ? Name : N;
/** The parameters of a route, read off its pattern: "/people/:u/:tab?" → {u: string; tab?: string}. */
export type Params<N extends RouteName> = {
  [
    K in Exclude<ParamNames<(typeof routes)[N]["pattern"]>, Optional<(typeof routes)[N]["pattern"]>>
  ]: string;
} & { [K in Bare<Optional<(typeof routes)[N]["pattern"]>>]?: string | undefined };

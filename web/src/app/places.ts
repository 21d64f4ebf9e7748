// The entries of the navigation. A place is shown when it has a screen.
import { type Place, type RouteName, routes } from "app/routes";
import { formatPlace } from "lib/place";
import type { Key } from "i18n/index";
import {
  Clock,
  Database,
  House,
  type LucideIcon,
  MessageCircle,
  Search,
  Settings,
  Users,
} from "ui/Icon/icons";

export interface PlaceEntry {
  place: Place;
  path: readonly string[];
  icon: LucideIcon;
  text: Key;
  /** Second key of "g h". */
  letter: string;
  /** In the tab bar of a phone; the others are behind More. */
  tab: boolean;
}

const all: readonly PlaceEntry[] = [
  { place: "home", path: [], icon: House, text: "nav.home", letter: "h", tab: true },
  { place: "people", path: ["people"], icon: Users, text: "nav.people", letter: "p", tab: true },
  {
    place: "chats",
    path: ["chats"],
    icon: MessageCircle,
    text: "nav.chats",
    letter: "c",
    tab: true,
  },
  { place: "time", path: ["time"], icon: Clock, text: "nav.time", letter: "t", tab: true },
  {
    place: "data",
    path: ["data", "import"],
    icon: Database,
    text: "nav.data",
    letter: "d",
    tab: false,
  },
  {
    place: "settings",
    path: ["settings", "models"],
    icon: Settings,
    text: "nav.settings",
    letter: "s",
    tab: false,
  },
];
export const searchPlace: PlaceEntry = {
  place: "search",
  path: ["search"],
  icon: Search,
  text: "nav.search",
  letter: "/",
  tab: false,
};

const existing = new Set<Place>(Object.keys(routes).map((name) => routes[name as RouteName].place));
export const places = all.filter((entry) => existing.has(entry.place));
export const hrefOf = (entry: PlaceEntry) => formatPlace(entry.path);

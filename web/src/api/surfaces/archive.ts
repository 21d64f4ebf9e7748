// The archive surface (W): people, days, search and setup, as questions and orders.
import { askArchive, askLive, askProgram, list, table, type Ask } from "api/ask";
import { get, post, type ParamsOf } from "api/client";
import type { Schemas } from "api/schema";
import type {
  Active,
  AppInfo,
  Browsed,
  ChatMessage,
  ContactStats,
  DayMessage,
  Diagnostics,
  FoundChat,
  GlobalStats,
  IndexStatus,
  TrendPoint,
} from "api/types";
import { addressOf } from "lib/place";

/** W006: everybody with statistics, the most messages first. May be megabytes: for columns only. */
export const contactStats = (): Ask<ContactStats[]> => askArchive("/api/contacts/stats", {}, list);

/** W007: the totals of private chats. */
export const globalStats = (): Ask<GlobalStats> =>
  askArchive("/api/global", {}, (stats) => ({
    ...stats,
    monthly_trend: table(stats.monthly_trend),
    group_monthly_trend: table(stats.group_monthly_trend),
    type_mix: table(stats.type_mix),
    type_distribution: table(stats.type_distribution),
    hourly_heatmap: list(stats.hourly_heatmap),
    group_hourly_heatmap: list(stats.group_hourly_heatmap),
    late_night_ranking: list(stats.late_night_ranking),
  }));

/** W012: the messages of one day with a person, oldest first. */
export const messagesOfDay = (username: string, date: string): Ask<ChatMessage[]> =>
  askArchive("/api/contacts/messages", { username, date }, list);

/** W013: the texts of one month ("2024-03") with a person, both sides. */
export const messagesOfMonth = (username: string, month: string): Ask<ChatMessage[]> =>
  askArchive("/api/contacts/messages/month", { username, month, include_mine: true }, list);

/** W014: the newest 200 messages with the text, both sides. */
export const searchContact = (username: string, q: string): Ask<ChatMessage[]> =>
  askArchive("/api/contacts/search", { username, q, include_mine: true }, list);

/** The days with messages of a person or group, "YYYY-MM-DD". */
export const activeDates = (username: string): Ask<string[]> =>
  askArchive("/api/contacts/active-dates", { username }, (body) => list(body.dates));

/** W015: all messages with a person, at most the newest 50,000. Not kept in the cache. */
export const exportContact = async (
  username: string,
  range: { from?: number; to?: number } = {},
  signal?: AbortSignal,
): Promise<ChatMessage[]> =>
  list(await get("/api/contacts/export", { params: { username, ...range }, timeout: 0, signal }));

/** W040: messages a day, by "YYYY-MM-DD". */
export const heatmap = (): Ask<Record<string, number>> =>
  askArchive("/api/calendar/heatmap", {}, (body) => table(body.heatmap));

/** W041: messages a day of the last days (1 to 365), without gaps. */
export const trend = (days: number): Ask<TrendPoint[]> =>
  askArchive("/api/calendar/trend", { days }, list);

export interface DayActivity {
  contacts: Active[];
  groups: Active[];
}

/** W042: who was active on a day. */
export const activeOn = (date: string): Ask<DayActivity> =>
  askArchive("/api/calendar/day", { date }, (body) => ({
    contacts: list(body.contacts),
    groups: list(body.groups),
  }));

/** W043: what was said on a day in a chat. */
export const saidOn = (
  date: string,
  username: string,
  kind: "person" | "group",
): Ask<DayMessage[]> =>
  askArchive(
    "/api/calendar/messages",
    { date, username, ...(kind === "group" && { is_group: 1 as const }) },
    (body) => list(body as DayMessage[] | null),
  );

/** W044: the newest five messages with the text in each chat. */
export const searchEverywhere = (q: string, type?: "contact" | "group"): Ask<FoundChat[]> =>
  askArchive("/api/search", { q, type }, (body) =>
    list(body).map((found) => Object.assign(found, { messages: list(found.messages) })),
  );

/** W002, for the time while the pulse is down. */
export const indexStatus = (): Ask<IndexStatus> => askLive("/api/status", {}, (body) => body);

/** W004: the state of folder, index, models and disk. Takes up to six seconds. */
export const diagnostics = (): Ask<Diagnostics> =>
  askLive("/api/diagnostics", {}, (body) =>
    Object.assign(body, { llm_profiles: list(body.llm_profiles) }),
  );

/** W116. */
export const appInfo = (): Ask<AppInfo> =>
  askLive("/api/app/info", {}, (body) =>
    Object.assign(body, { probed_paths: list(body.probed_paths) }),
  );

/** W120: a folder of the server's machine; no path: home. */
export const browse = (path?: string): Ask<Browsed> =>
  askLive("/api/app/browse", { path }, (body) =>
    Object.assign(body, { entries: list(body.entries) }),
  );

/** W133: the description of the surface, for the API page. */
export const description = (): Ask<unknown> => askProgram("/api/swagger.json", {}, (body) => body);

/** W117: attaches an archive; an empty folder means the demo archive. */
export const setup = (body: Schemas["SetupBody"]): Promise<Schemas["SetupAnswer"]> =>
  post("/api/app/setup", { body, timeout: 0 });

/** W001: counts anew over a range of Unix seconds; 0 is open. */
export const startIndex = (range: ParamsRange = {}): Promise<Schemas["Started"]> =>
  post("/api/init", { body: { from: range.from ?? 0, to: range.to ?? 0 } });
interface ParamsRange {
  from?: number;
  to?: number;
}

/** W003. */
export const cancelIndex = (): Promise<Schemas["Cancelled"]> => post("/api/cancel-index");

/** W131: where the bytes of a remote avatar come from; "" when there is none to ask for. */
export function avatarAddress(url: ParamsOf<"/api/avatar">["url"]): string {
  if (url.startsWith("data:image/")) return url;
  return /^https?:\/\//i.test(url) ? addressOf("/api/avatar", { url }) : "";
}

// Conversations that other programs keep here: their list for the owner (own), and what V says of one (V02, V03, V06).
import { askLive, list, type Ask } from "api/ask";
import { post } from "api/client";
import type { Schemas } from "api/schema";

/** Ids are unique for their user only; `chat` is what `in:` and the reader take. */
export type AppSession = Schemas["AppSessionView"];
export type AppSessions = Schemas["AppSessionsView"];

export interface AppMessage {
  role: "user" | "ai";
  msg: string;
}

export const kAppsPage = 100;

/** X21, latest activity first: the first `limit` of all. */
export const appSessions = (limit: number): Ask<AppSessions> =>
  askLive("/api/kith/apps/sessions", { limit }, ({ sessions, more }) => ({
    sessions: list(sessions),
    more,
  }));

export type AppPlace = Pick<AppSession, "user_id" | "session_id">;

const kRequest = { request_id: "page" };

/** V06: oldest first. Throws ApiError with code 2 when there is none. */
export const appMessages = async (place: AppPlace, signal?: AbortSignal): Promise<AppMessage[]> => {
  const { chats } = await post("/query_session_info", { body: { ...kRequest, ...place }, signal });
  return list(chats as AppMessage[]);
};

/** V02: what its app calls a user; "" when it said nothing. */
export const appUser = async (user_id: string, signal?: AbortSignal): Promise<string> =>
  (await post("/query_user_info", { body: { ...kRequest, user_id }, signal })).user_name;

const kDelete = "/delete_specific_session";
/** V03. */
export const deleteAppSession = async (place: AppPlace): Promise<void> => {
  await post(kDelete, { body: { ...kRequest, ...place } });
};

/** V03 while the page goes: nobody waits for the answer. */
export const deleteAtEnd = (place: AppPlace): void => {
  const body = JSON.stringify({ ...kRequest, ...place });
  navigator.sendBeacon(kDelete, new Blob([body], { type: "application/json" }));
};

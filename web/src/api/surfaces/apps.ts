// Conversations that other programs keep here: their list for the owner (own), and what V says of one (V02, V03, V06).
import { addressFor, request } from "api/client";
import { list, type Ask } from "api/ask";

export interface AppSession {
  user_id: string;
  session_id: string; // unique for its user only
  session_title: string;
  /** Where its messages lie in the archive: what `in:` and the reader take. */
  chat: number;
  active: number; // Unix seconds
  messages: number;
}

export interface AppSessions {
  sessions: AppSession[];
  more: boolean;
}

export interface AppMessage {
  role: "user" | "ai";
  msg: string;
}

export const kAppsPage = 100;

/** Latest activity first; the first `limit` of all. */
export const appSessions = (limit: number): Ask<AppSessions> => ({
  address: addressFor("/api/kith/apps/sessions", { limit }),
  scope: "live",
  open(body) {
    const { sessions, more } = body as Partial<AppSessions>;
    return { sessions: list(sessions), more: more ?? false };
  },
});

const asked = <T>(path: string, body: object, signal?: AbortSignal): Promise<T> =>
  request<T>(path, { method: "POST", body: { request_id: "page", ...body }, signal });

export type AppPlace = Pick<AppSession, "user_id" | "session_id">;

/** V06: oldest first. Throws ApiError with code 2 when there is none. */
export const appMessages = async (
  { user_id, session_id }: AppPlace,
  signal?: AbortSignal,
): Promise<AppMessage[]> => {
  const body = await asked<{ chats?: AppMessage[] | null }>(
    "/query_session_info",
    { user_id, session_id },
    signal,
  );
  return list(body.chats);
};

/** V02: what its app calls a user; "" when it said nothing. */
export const appUser = async (user_id: string, signal?: AbortSignal): Promise<string> =>
  (await asked<{ user_name?: string }>("/query_user_info", { user_id }, signal)).user_name ?? "";

const kDelete = "/delete_specific_session";
/** V03. */
export const deleteAppSession = async ({ user_id, session_id }: AppPlace): Promise<void> => {
  await asked(kDelete, { user_id, session_id });
};

/** V03 while the page goes: nobody waits for the answer. */
export const deleteAtEnd = (place: AppPlace): void => {
  const body = JSON.stringify({ request_id: "page", ...place });
  navigator.sendBeacon(kDelete, new Blob([body], { type: "application/json" }));
};

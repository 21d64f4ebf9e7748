// The IM surface (I) and what the page needs beside it (X14): messages, AI records, sessions, tickets.
import { get, post } from "api/client";
import { askLive, list, type Ask } from "api/ask";
import type { Schemas } from "api/schema";

/** A message as I gives it: `created_at` is the server's local time, without a zone. */
export type ImMessage = Schemas["MessageView"];
/** How a reply was made. status: 0 running, 1 success, 2 failed. */
export type ImRecord = Schemas["RecordView"];
/** `pending`: replies that are being made. */
export type LiveSession = Schemas["SessionView"];

export interface MessagePage {
  messages: ImMessage[];
  total: number;
}

export const kPage = 100; // the most that I gives at once
export const kLongest = 5000; // code points of a message
export const kName = 48; // code points of a session's name

const kNewest = { page_size: kPage, order: "desc" };

/** X14: latest activity first. */
export const liveSessions = (): Ask<LiveSession[]> =>
  askLive("/api/kith/im/sessions", {}, (body) => list(body));

/** I02. */
export const liveMessage = (id: string): Ask<ImMessage> =>
  askLive("/api/message/{message_id}", { message_id: id }, (body) => body);

/** I04, newest first. */
export const liveRecords = (session: string): Ask<ImRecord[]> =>
  askLive("/api/ai/records", { session_id: session, ...kNewest }, ({ records }) => list(records));

/** I03, newest first; page 1 holds the newest. */
export async function messagesOf(
  session: string,
  page: number,
  signal?: AbortSignal,
): Promise<MessagePage> {
  const params = { session_id: session, page, ...kNewest };
  const { messages, total } = await get("/api/message/list", { params, signal });
  return { messages: list(messages), total: total ?? 0 };
}

/** I01, while the socket is down. A repeated key gives the first message. */
export const sendMessage = (session: string, content: string, key: string): Promise<ImMessage> =>
  post("/api/message/send", {
    params: { user_id: session },
    body: { content, session_id: session },
    headers: { "Idempotency-Key": key },
  });

/** X14: lets one socket of this user in, once, within a minute. */
export const ticketFor = async (user: string): Promise<string> =>
  (await post("/api/im/ticket", { body: { user_id: user } })).ticket;

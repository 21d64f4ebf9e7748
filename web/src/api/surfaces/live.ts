// The IM surface (I) and what the page needs beside it (X14): messages, AI records, sessions, tickets.
import { addressFor, request } from "api/client";
import { list, type Ask } from "api/ask";

/** A message as I gives it. */
export interface ImMessage {
  id: number; // grows over all sessions
  message_id: string;
  session_id: string;
  from_user_id: string;
  msg_type: "TEXT" | "AI_REPLY";
  msg_content: string;
  created_at: string; // the server's local time, without a zone
}

/** How a reply was made. status: 0 running, 1 success, 2 failed. */
export interface ImRecord {
  id: number;
  record_id: string;
  session_id: string;
  user_message_id: string;
  ai_message_id: string | null;
  status: number;
  duration_ms: number | null;
  error_message: string | null;
  created_at: string;
}

export interface LiveSession {
  session_id: string;
  last: ImMessage | null;
  count: number;
  /** Replies that are being made. */
  pending: number;
}

export interface MessagePage {
  messages: ImMessage[];
  total: number;
}

export const kPage = 100; // the most that I gives at once
export const kLongest = 5000; // code points of a message
export const kName = 48; // code points of a session's name

const live = <T>(address: string, open: (body: never) => T): Ask<T> => ({
  address,
  scope: "live",
  open: open as (body: unknown) => T,
});

/** X14: latest activity first. */
export const liveSessions = (): Ask<LiveSession[]> =>
  live("/api/kith/im/sessions", (body: LiveSession[] | null) => list(body));

/** I02. */
export const liveMessage = (id: string): Ask<ImMessage> =>
  live(addressFor("/api/message/{message_id}", { message_id: id }), (body: ImMessage) => body);

/** I04, newest first. */
export const liveRecords = (session: string): Ask<ImRecord[]> =>
  live(
    addressFor("/api/ai/records", { session_id: session, page_size: kPage, order: "desc" }),
    (body: { records?: ImRecord[] | null }) => list(body.records),
  );

/** I03, newest first; page 1 holds the newest. */
export async function messagesOf(
  session: string,
  page: number,
  signal?: AbortSignal,
): Promise<MessagePage> {
  const params = { session_id: session, page, page_size: kPage, order: "desc" };
  const body = await request<{ messages?: ImMessage[] | null; total?: number }>(
    addressFor("/api/message/list", params),
    { signal },
  );
  return { messages: list(body.messages), total: body.total ?? 0 };
}

/** I01, while the socket is down. A repeated key gives the first message. */
export const sendMessage = (session: string, content: string, key: string): Promise<ImMessage> =>
  request(addressFor("/api/message/send", { user_id: session }), {
    method: "POST",
    body: { content, session_id: session },
    headers: { "Idempotency-Key": key },
  });

/** X14: lets one socket of this user in, once, within a minute. */
export async function ticketFor(user: string): Promise<string> {
  const body = { user_id: user };
  return (await request<{ ticket: string }>("/api/im/ticket", { method: "POST", body })).ticket;
}

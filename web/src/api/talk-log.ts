// What is said in a live conversation, from all that tells of it: pages of I03, records of I04, frames
// of the socket, and what one has just sent. Pure; nothing here is ever there twice.
import type { ImMessage, ImRecord } from "api/surfaces/live";

/**
 * How far a message of one's own has come. sending: not yet acknowledged; unsent: it is not there, and
 * one may send it again; kept: durable, an answer is being made; answered; failed: kept without one.
 */
export type Stage = "sending" | "unsent" | "kept" | "answered" | "failed";

export interface Problem {
  /** 1001…, 2001, 2002, or a word of the server; "" when it said none. */
  code: number | string;
  text: string;
}

export interface Said {
  /** Stays the same while a message is sent and kept. */
  key: string;
  /** message_id; "" until it is kept. */
  id: string;
  /** Its number on the server; 0 = not known yet, newer than all that are known. */
  row: number;
  mine: boolean;
  from: string;
  text: string;
  /** The server's local time without a zone; "" = not known yet. */
  at: string;
  /** Unix milliseconds when it came up here; 0 = it was there before. */
  seen: number;
  stage?: Stage;
  problem?: Problem;
  /** Another answer was asked for, with the same words. */
  retried?: true;
}

/** A reply as it grows, to a message of one's own. */
export interface Writing {
  to: string; // message_id
  text: string;
  length: number; // code points
}

export const kFailed = 2001;
export const kTimedOut = 2002;
const kTimedOutText = "AI 回复超时";

const saidOf = (one: ImMessage): Said => ({
  key: one.message_id,
  id: one.message_id,
  row: one.id,
  mine: one.msg_type !== "AI_REPLY",
  from: one.from_user_id,
  text: one.msg_content,
  at: one.created_at,
  seen: 0,
});

/** Known rows in their order, then what is newer, in the order in which it came. */
function ordered(said: Said[]): Said[] {
  const known = said.filter((one) => one.row > 0).toSorted((a, b) => a.row - b.row);
  return [...known, ...said.filter((one) => one.row === 0)];
}

/** Those that wait for their acknowledgement, by key: the newest row there was when they were sent. */
export type Floors = ReadonlyMap<string, number>;

/**
 * With messages of the server: each once. One that waits is found again by its words, among the rows
 * that are newer than its sending. O(n log n).
 */
export function merged(said: readonly Said[], rows: readonly ImMessage[], floors: Floors): Said[] {
  const out = said.map((one) => Object.assign({}, one));
  const byId = new Map(out.filter((one) => one.id).map((one) => [one.id, one]));
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    const fresh = saidOf(row);
    const known =
      byId.get(fresh.id) ??
      out.find((one) => {
        const floor = floors.get(one.key);
        if (one.id || floor === undefined) return false;
        return fresh.mine && one.text === fresh.text && fresh.row > floor;
      });
    if (!known) {
      out.push(fresh);
      byId.set(fresh.id, fresh);
      continue;
    }
    const waited = known.stage === "sending" || known.stage === "unsent";
    Object.assign(known, { ...fresh, key: known.key, seen: known.seen });
    if (waited) Object.assign(known, { stage: "kept", problem: undefined });
    byId.set(fresh.id, known);
  }
  return ordered(out);
}

/** The answer to the sending of one: it is kept under this id. */
export function kept(said: readonly Said[], key: string, row: ImMessage): Said[] {
  const fresh = { ...saidOf(row), stage: "kept" as const, problem: undefined };
  const rest = said.filter((one) => one.key === key || one.id !== row.message_id);
  return ordered(
    rest.map((one) => (one.key === key ? Object.assign(fresh, { key, seen: one.seen }) : one)),
  );
}

/** Changes one message, if it is there. */
export const changed = (
  said: readonly Said[],
  which: (one: Said) => boolean,
  part: Partial<Said>,
): Said[] => said.map((one) => (which(one) ? Object.assign({}, one, part) : one));

/** Adds a message at the end, unless its id is there. */
export const appended = (said: readonly Said[], one: Said): Said[] =>
  one.id && said.some(({ id }) => id === one.id) ? [...said] : [...said, one];

/** How the replies to one's own messages stand, by their records; the newest of a message counts. */
export function judged(said: readonly Said[], records: readonly ImRecord[]): Said[] {
  const newest = new Map<string, ImRecord>();
  for (const one of records) {
    const before = newest.get(one.user_message_id);
    if (!before || one.id > before.id) newest.set(one.user_message_id, one);
  }
  return said.map((one) => {
    const record = one.mine && one.id ? newest.get(one.id) : undefined;
    if (!record) return one;
    if (record.status === 2) {
      const text = record.error_message ?? "";
      const code = text.startsWith(kTimedOutText) ? kTimedOut : kFailed;
      return { ...one, stage: "failed", problem: { code, text } };
    }
    const stage: Stage = record.status === 1 ? "answered" : "kept";
    return one.stage === stage ? one : { ...one, stage, problem: undefined };
  });
}

// What a frame of the socket changes in a live conversation. Pure.
import type { Frame } from "api/socket";
import { appended, changed, type Problem, type Said, type Writing } from "api/talk-log";

export interface Spoken {
  said: readonly Said[];
  /** Messages of the conversation on the server. */
  total: number;
  writing: readonly Writing[];
}

export interface Hearing {
  user: string;
  /** Unix milliseconds. */
  now: number;
  /** Keys of those that wait for their acknowledgement, and of those that have left this page. */
  waiting: ReadonlySet<string>;
  left: ReadonlySet<string>;
}

/** What the server says to a message that it does not keep. */
const kRefusals = new Set<string | number>([1001, 1002, "SEND_MESSAGE_FAILED"]);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function added(spoken: Spoken, part: Omit<Said, "key" | "row" | "at">): Spoken {
  const said = appended(spoken.said, { ...part, key: part.id, row: 0, at: "" });
  return { ...spoken, said, total: spoken.total + said.length - spoken.said.length };
}

/** One's own message is kept: the one that waits for it, else one of another window. */
function sent(spoken: Spoken, frame: Frame, { waiting, user, now }: Hearing): Spoken {
  const [id, content] = [text(frame.message_id), text(frame.content)];
  const { said, total } = spoken;
  if (!id || said.some((one) => one.id === id)) return spoken;
  const waits = (one: Said) => !one.id && waiting.has(one.key);
  const own = frame.client_id
    ? said.find((one) => waits(one) && one.key === frame.client_id)
    : said.find((one) => waits(one) && one.text === content);
  if (!own)
    return added(spoken, { id, text: content, mine: true, from: user, seen: now, stage: "kept" });
  const part = { id, stage: "kept" as const, problem: undefined };
  return { ...spoken, said: changed(said, (one) => one === own, part), total: total + 1 };
}

/** What stays of a reply before an offset; what was missed of it is "…". */
function heldUntil({ text: whole, length }: Writing, offset: number): string {
  if (offset === length) return whole;
  return offset > length ? `${whole}…` : Array.from(whole).slice(0, offset).join("");
}

/** A piece belongs at its offset (code points); at 0 the reply begins anew. */
function grown(spoken: Spoken, frame: Frame): Spoken {
  const to = text(frame.user_message_id);
  const { said, writing } = spoken;
  const stage = said.find((one) => one.id === to)?.stage;
  if (!to || stage === "answered" || stage === "failed") return spoken; // it comes too late
  const before = writing.find((one) => one.to === to) ?? { to, text: "", length: 0 };
  const offset = Number(frame.offset ?? before.length);
  const held = heldUntil(before, offset);
  const piece = text(frame.content);
  const length = offset + Array.from(piece).length;
  const after = { to, text: held + piece, length };
  return { ...spoken, writing: [...writing.filter((one) => one.to !== to), after] };
}

function replied(spoken: Spoken, frame: Frame, { now }: Hearing): Spoken {
  const [id, to] = [text(frame.message_id), text(frame.user_message_id)];
  const answered = { stage: "answered" as const, problem: undefined };
  const next = {
    ...spoken,
    writing: spoken.writing.filter((one) => one.to !== to),
    said: changed(spoken.said, (one) => one.id !== "" && one.id === to, answered),
  };
  const reply = { id, text: text(frame.content), mine: false, from: "ai_bot", seen: now };
  return id ? added(next, reply) : next;
}

function failed(spoken: Spoken, frame: Frame, { left }: Hearing): Spoken {
  const code = typeof frame.code === "number" ? frame.code : text(frame.code);
  const problem: Problem = { code, text: text(frame.message) };
  const { said, writing } = spoken;
  const to = text(frame.user_message_id);
  if (to) {
    return {
      ...spoken,
      writing: writing.filter((one) => one.to !== to),
      said: changed(said, (one) => one.id === to, { stage: "failed", problem }),
    };
  }
  // Refused before it was kept: the one that is named, else the oldest that waits.
  if (!frame.client_id && !kRefusals.has(code)) return spoken;
  const sending = said.filter((one) => one.stage === "sending" && left.has(one.key));
  const which = frame.client_id ? sending.find(({ key }) => key === frame.client_id) : sending[0];
  const part = { stage: "unsent" as const, problem };
  return { ...spoken, said: changed(said, (one) => one === which, part) };
}

/** The same object when the frame says nothing new. */
export function heard(spoken: Spoken, frame: Frame, hearing: Hearing): Spoken {
  switch (frame.type) {
    case "message_sent":
      return sent(spoken, frame, hearing);
    case "ai_delta":
      return grown(spoken, frame);
    case "ai_reply":
      return replied(spoken, frame, hearing);
    case "error":
      return failed(spoken, frame, hearing);
    default:
      return spoken;
  }
}

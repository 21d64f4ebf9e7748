// What may be sent, and how a conversation may be called. Pure; the limits are those of the IM surface.
import { kLongest, kName } from "api/surfaces/live";

export const kNearEnd = 500; // code points before the limit from which on they are counted aloud

const length = (text: string): number => Array.from(text).length;
const control = /\p{Cc}/u;

export interface Draft {
  /** It can be sent. */
  ready: boolean;
  /** Code points that are left, once it matters; negative: too many. */
  left?: number;
}

/** O(length). */
export function draftOf(text: string): Draft {
  const left = kLongest - length(text);
  const ready = text.trim() !== "" && left >= 0;
  return left > kNearEnd ? { ready } : { ready, left };
}

/** Why a name cannot be one; undefined: it can. */
export function nameProblem(name: string): "empty" | "long" | "control" | undefined {
  if (name.trim() === "") return "empty";
  if (length(name) > kName) return "long";
  return control.test(name) ? "control" : undefined;
}

/** "Notes", "Notes 2", … */
export function freeName(wanted: string, taken: readonly string[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted} ${i}`;
    if (!taken.includes(name)) return name;
  }
}

const kSentence = /[^.!?。！？…\n]*[.!?。！？…]+(?=\s|$|[^.!?。！？…\d])|[^.!?。！？…\n]+\n/gu;

/** Sentences that are complete in a text that grows. */
export const sentencesIn = (text: string): number =>
  Array.from(text.matchAll(kSentence)).filter(([one]) => one.trim() !== "").length;

/** Enter that sends: none that chooses a candidate of an input method, none with Shift. */
export const sends = (event: {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  keyCode: number;
  isComposing: boolean;
}): boolean =>
  event.key === "Enter" &&
  !event.shiftKey &&
  !event.altKey &&
  !event.isComposing &&
  event.keyCode !== 229;

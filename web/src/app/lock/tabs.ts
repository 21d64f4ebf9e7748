// What the tabs of one browser tell each other about the screen lock: they lock, open and rest together.
import type { LockSettings } from "api/types";

type Said =
  | { kind: "locked" }
  | { kind: "opened" }
  | { kind: "acted"; at: number }
  | { kind: "changed"; lock: LockSettings }
  | { kind: "asks" };

export interface Heard {
  locked: () => void;
  opened: () => void;
  acted: (at: number) => void;
  changed: (lock: LockSettings) => void;
  isLocked: () => boolean;
}

const kAnswerMs = 100; // how long a new tab waits for one that is locked
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("kith.lock");

export const tell = (said: Said) => channel?.postMessage(said);

export function hear(heard: Heard) {
  channel?.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    if (data.kind === "locked") heard.locked();
    else if (data.kind === "opened") heard.opened();
    else if (data.kind === "acted") heard.acted(data.at);
    else if (data.kind === "changed") heard.changed(data.lock);
    else if (heard.isLocked()) tell({ kind: "locked" });
  });
}

/** Whether another tab is locked: a new one is no way around it. */
export function anyLocked(): Promise<boolean> {
  if (!channel) return Promise.resolve(false);
  return new Promise((resolve) => {
    const answer = ({ data }: MessageEvent<Said>) => data.kind === "locked" && end(true);
    const timer = setTimeout(() => end(false), kAnswerMs);
    const end = (locked: boolean) => {
      clearTimeout(timer);
      channel.removeEventListener("message", answer);
      resolve(locked);
    };
    channel.addEventListener("message", answer);
    tell({ kind: "asks" });
  });
}

// Where one stopped reading: what comes while the window is hidden stands below a line, until one writes.
import { useEffect, useRef, useState } from "react";
import type { Said } from "api/talk-log";

export interface Unread {
  /** The first message that was not seen. */
  first: string | undefined;
  clear: () => void;
}

export function useUnread(said: readonly Said[]): Unread {
  const [seen, setSeen] = useState<string | undefined>(undefined);
  const newest = useRef<string | undefined>(undefined);
  useEffect(() => {
    newest.current = said.at(-1)?.key;
  });
  useEffect(() => {
    const left = () => {
      if (document.visibilityState === "hidden") setSeen(newest.current);
    };
    document.addEventListener("visibilitychange", left);
    return () => document.removeEventListener("visibilitychange", left);
  }, []);
  const next = seen === undefined ? undefined : said[said.findIndex(({ key }) => key === seen) + 1];
  return { first: next?.mine === false ? next.key : undefined, clear: () => setSeen(undefined) };
}

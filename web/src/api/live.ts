// A live conversation for a screen: it lasts as long as the screen shows it.
import { useEffect, useState, useSyncExternalStore } from "react";
import { Talk, type TalkState } from "api/talk";

export interface LiveOptions {
  /** Sockets need a ticket (mode "secured"). */
  ticket?: boolean;
}

/** The conversation of a user; another user is another conversation (give the component a key). */
export function useLive(user: string, options: LiveOptions = {}): { talk: Talk; now: TalkState } {
  const [talk] = useState(() => new Talk({ user, ticket: options.ticket }));
  useEffect(() => {
    talk.start();
    return () => talk.stop();
  }, [talk]);
  return { talk, now: useSyncExternalStore(talk.subscribe, talk.getState) };
}

// Sessions that are being deleted: gone from the screen at once, from the server when the time for an undo is over, or when the page goes.
import { useCallback, useEffect, useRef, useState } from "react";
import { type AppPlace, deleteAppSession, deleteAtEnd } from "api/surfaces/apps";
import { useT } from "i18n/index";
import { toast } from "ui/Toast/toasts";

const keyOf = ({ user_id, session_id }: AppPlace) => JSON.stringify([user_id, session_id]);

/** What one has chosen to delete and may still take back. */
export class Leaving {
  constructor(private readonly keys: ReadonlySet<string> = new Set()) {}
  has(place: AppPlace): boolean {
    return this.keys.has(keyOf(place));
  }
  with(place: AppPlace): Leaving {
    return new Leaving(new Set([...this.keys, keyOf(place)]));
  }
  without(place: AppPlace): Leaving {
    return new Leaving(new Set([...this.keys].filter((key) => key !== keyOf(place))));
  }
}

export interface UseLeaving {
  leaving: Leaving;
  leave: (place: AppPlace, title: string) => void;
}

export function useLeaving(onGone: () => void): UseLeaving {
  const t = useT();
  const [leaving, setLeaving] = useState(() => new Leaving());
  const waiting = useRef(new Map<string, AppPlace>());
  const told = useRef(onGone);
  useEffect(() => {
    told.current = onGone;
  });
  useEffect(() => {
    const { current } = waiting;
    const now = () => {
      for (const place of current.values()) deleteAtEnd(place);
      current.clear();
    };
    addEventListener("pagehide", now);
    return () => removeEventListener("pagehide", now);
  }, []);
  const leave = useCallback(
    (place: AppPlace, title: string) => {
      const key = keyOf(place);
      waiting.current.set(key, place);
      setLeaving((now) => now.with(place));
      const back = () => setLeaving((now) => now.without(place));
      const gone = async () => {
        if (!waiting.current.delete(key)) return; // it was taken back
        try {
          await deleteAppSession(place);
        } catch (error) {
          back();
          toast(t("apps.deleteFailed", { text: (error as Error).message }), { kind: "error" });
        }
        told.current();
      };
      toast(t("apps.deleted", { title }), {
        undo() {
          waiting.current.delete(key);
          back();
        },
        gone: () => queueMicrotask(() => void gone()), // after the undo of the same press
      });
    },
    [t],
  );
  return { leaving, leave };
}

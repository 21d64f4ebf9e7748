// Something was changed and not saved: closing asks first, and so does the browser before the page goes.
import { useEffect, useState } from "react";
import { onLeave } from "app/router";

export interface LeaveGuard {
  /** The question stands: once more, and it is closed. */
  asking: boolean;
  close: () => void;
}

export function useLeaveGuard(dirty: boolean, onClose: () => void): LeaveGuard {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    const free = onLeave(() => setAsked(true));
    return () => {
      removeEventListener("beforeunload", stay);
      free();
    };
  }, [dirty]);
  return {
    asking: asked && dirty,
    close: () => {
      if (dirty) setAsked(true);
      else onClose();
    },
  };
}

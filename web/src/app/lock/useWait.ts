// After too many wrong PINs the server looks at none for a while: seconds that are left, counted down.
import { useEffect, useState } from "react";
import { ApiError } from "api/errors";

const kUnknown = 30; // seconds, when the answer does not say how many

/** The seconds left, 0 = none, and how to begin with a failure. False when it is no such failure. */
export function useWait(): [number, (cause: unknown) => boolean] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const waits = left > 0;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waits]);
  const begin = (cause: unknown) => {
    if (!(cause instanceof ApiError) || cause.status !== 429) return false;
    const start = Date.now();
    setNow(start);
    setUntil(start + (cause.retryAfter ?? kUnknown) * 1000);
    return true;
  };
  return [left, begin];
}

// Two small tools of the reader.
import { useEffect, useRef, useState } from "react";
import { useGeneration } from "api/query";

/** The same functions for the life of the component; each call reaches the newest of them. */
export function useStable<T extends object>(actions: T): T {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const [stable] = useState(() => {
    const out: Record<string, unknown> = {};
    for (const name of Object.keys(actions))
      out[name] = (...args: unknown[]) =>
        (latest.current as Record<string, (...args: unknown[]) => unknown>)[name]!(...args);
    return out as T;
  });
  return stable;
}

/** Told when the archive has changed since the first drawing. */
export function useRenewed(told: () => void) {
  const generation = useGeneration();
  const before = useRef(generation);
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    if (before.current === generation) return;
    before.current = generation;
    latest.current();
  }, [generation]);
}

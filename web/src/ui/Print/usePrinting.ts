// Whether the page is being drawn on paper: nothing scrolls there, and all of a list is to be seen.
import { useSyncExternalStore } from "react";

let begun = false; // the browser says it before the media are another

export const onPaper = (): boolean => begun || matchMedia("print").matches;

export const usePrinting = (): boolean => useSyncExternalStore(subscribe, onPaper);

function subscribe(told: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const says = (now: boolean) => () => {
    begun = now;
    told();
  };
  addEventListener("beforeprint", says(true), { signal });
  addEventListener("afterprint", says(false), { signal });
  matchMedia("print").addEventListener("change", told, { signal });
  return () => stop.abort();
}

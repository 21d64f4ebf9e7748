// Each entry of the history keeps where one was: going back shows what one saw.
import { useEffect } from "react";
import { here, subscribe } from "app/router";

const kPatienceMs = 1000;
const positions = new Map<string, number>();

export function useScrollMemory() {
  useEffect(() => {
    history.scrollRestoration = "manual";
    let key = here().key;
    const keepIt = () => positions.set(key, scrollY);
    addEventListener("scroll", keepIt, { passive: true });
    const stop = subscribe(() => {
      if (here().key === key) return;
      key = here().key;
      restore(positions.get(key) ?? 0);
    });
    return () => {
      removeEventListener("scroll", keepIt);
      stop();
    };
  }, []);
}

/** The page may still be growing: tries each frame until it is tall enough. */
function restore(top: number) {
  const key = here().key;
  const until = performance.now() + kPatienceMs;
  const step = () => {
    if (here().key !== key) return;
    scrollTo({ top, behavior: "instant" });
    if (Math.abs(scrollY - top) > 1 && performance.now() < until) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

// What left this machine today. The server enforces it; the page shows it.
import { bootStore } from "app/boot";
import { createStore, useStore } from "app/store";

export interface Egress {
  sealed: boolean;
  calls: number;
  bytes: number;
}

const store = createStore<{ now: Egress | null }>({ now: null });

/** From the pulse. */
export const acceptEgress = (now: Egress) => store.set({ now });

export function useEgress(): Egress {
  const atStart = useStore(bootStore, (value) => value.boot.egress);
  return useStore(store, (value) => value.now) ?? atStart;
}

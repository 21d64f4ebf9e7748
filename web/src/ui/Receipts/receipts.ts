// Which receipt is open. A receipt is a search query with what was counted.
import { createStore, useStore } from "app/store";

export interface OpenReceipt {
  query: string;
  title: string;
  expected: number;
  why?: string;
}

const store = createStore<{ open: OpenReceipt | null }>({ open: null });

// The number that was pressed: where the drawer takes its room it cannot keep the focus meanwhile.
let pressed: Element | null = null;

export function openReceipt(receipt: OpenReceipt) {
  pressed = document.activeElement;
  store.set({ open: receipt });
}

/** The focus goes back to the number, once it is seen again. */
export function closeReceipt() {
  if (!store.get().open) return;
  store.set({ open: null });
  const to = pressed;
  pressed = null;
  requestAnimationFrame(() => {
    const nowhere = document.activeElement === document.body;
    if (nowhere && to instanceof HTMLElement && to.isConnected) to.focus();
  });
}
export const useReceipt = () => useStore(store, (value) => value.open);

// Which receipt is open. A receipt is a search query with what was counted.
import { createStore, useStore } from "app/store";

export interface OpenReceipt {
  query: string;
  title: string;
  expected: number;
  why?: string;
}

const store = createStore<{ open: OpenReceipt | null }>({ open: null });

export const openReceipt = (receipt: OpenReceipt) => store.set({ open: receipt });
export const closeReceipt = () => store.set({ open: null });
export const useReceipt = () => useStore(store, (value) => value.open);

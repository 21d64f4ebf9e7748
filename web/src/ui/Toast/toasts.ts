// Short notices at the edge of the page. At most two; an Undo keeps one for ten seconds; errors stay until they are closed.
import { createStore, useStore } from "app/store";

export interface Toast {
  id: number;
  text: string;
  kind: "done" | "error";
  undo?: () => void;
}

const kAtMost = 2;
export const kSeconds = { plain: 6, withUndo: 10 };
const store = createStore<{ toasts: Toast[] }>({ toasts: [] });
let serial = 0;

export function toast(
  text: string,
  options: { kind?: Toast["kind"]; undo?: () => void } = {},
): number {
  const one: Toast = { id: ++serial, text, kind: options.kind ?? "done", undo: options.undo };
  store.set({ toasts: [...store.get().toasts, one].slice(-kAtMost) });
  return one.id;
}

export function dismiss(id: number) {
  store.set({ toasts: store.get().toasts.filter((one) => one.id !== id) });
}

/** The newest action that can be undone, for the palette. */
export const undoable = (): Toast | undefined => store.get().toasts.findLast((one) => one.undo);
export const useToasts = () => useStore(store, (value) => value.toasts);

// Short notices at the edge of the page. At most two; an Undo keeps one for ten seconds; errors stay until they are closed.
import { createStore, useStore } from "app/store";

export interface Toast {
  id: number;
  text: string;
  kind: "done" | "error";
  undo?: () => void;
  /** It went, by itself, by a press or by another one; after an undo too. */
  gone?: () => void;
}

const kAtMost = 2;
export const kSeconds = { plain: 6, withUndo: 10 };
const store = createStore<{ toasts: Toast[] }>({ toasts: [] });
let serial = 0;

export function toast(
  text: string,
  options: Partial<Pick<Toast, "kind" | "undo" | "gone">> = {},
): number {
  const one: Toast = { kind: "done", ...options, id: ++serial, text };
  keepOnly([...store.get().toasts, one].slice(-kAtMost));
  return one.id;
}

export function dismiss(id: number) {
  keepOnly(store.get().toasts.filter((one) => one.id !== id));
}

function keepOnly(toasts: Toast[]) {
  const before = store.get().toasts;
  store.set({ toasts });
  for (const one of before) if (!toasts.includes(one)) one.gone?.();
}

/** The newest action that can be undone, for the palette. */
export const undoable = (): Toast | undefined => store.get().toasts.findLast((one) => one.undo);
export const useToasts = () => useStore(store, (value) => value.toasts);

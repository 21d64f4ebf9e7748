// A value that components can watch: the three small stores of the page are made of it.
import { useSyncExternalStore } from "react";

export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      value = { ...value, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders again when the picked part changes. `pick` must return the same reference for the same state. */
export function useStore<T extends object, R>(store: Store<T>, pick: (value: T) => R): R {
  const snapshot = () => pick(store.get());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

/** localStorage that may be switched off, full or forbidden: then nothing is kept, and nothing fails. */
export const keep = {
  read<T>(key: string, otherwise: T): T {
    try {
      const text = localStorage.getItem(key);
      return text === null ? otherwise : (JSON.parse(text) as T);
    } catch {
      return otherwise;
    }
  },
  write(key: string, value: unknown) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  },
};

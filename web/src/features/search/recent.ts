// The last searches of this browser; nobody else sees them.
import { createStore, keep, useStore } from "app/store";

const kKey = "kith.searches";
const kKept = 10;
const store = createStore<{ recent: readonly string[] }>({
  recent: keep.read<string[]>(kKey, []).slice(0, kKept),
});

const put = (recent: readonly string[]) => {
  store.set({ recent });
  keep.write(kKey, recent);
};

/** A search that was meant: Enter was pressed, a hit was opened. */
export function remember(query: string) {
  const text = query.trim();
  if (text) put([text, ...store.get().recent.filter((one) => one !== text)].slice(0, kKept));
}
export const forgetAll = () => put([]);
export const useRecent = () => useStore(store, (value) => value.recent);

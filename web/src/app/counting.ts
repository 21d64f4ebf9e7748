// Whether the last counting of the archive failed, as W002 says it: read when the pulse begins and when a counting ended.
import { answerOf } from "api/ask";
import { indexStatus, startIndex } from "api/surfaces/archive";
import { bootStore } from "app/boot";
import { createStore, useStore } from "app/store";

const store = createStore<{ failed: string }>({ failed: "" });

/** Why, in the server's words; "" when nothing failed or it was put aside. */
export const useCountingFailed = (): string => useStore(store, (value) => value.failed);

export const putAside = () => store.set({ failed: "" });

export async function readCounting(): Promise<void> {
  if (bootStore.get().boot.archive.state !== "ready") return;
  const status = await answerOf(indexStatus());
  store.set({ failed: (!status.is_indexing && status.last_error) || "" });
}

/** Counts anew; the pulse tells how it goes. Throws ApiError. */
export async function countAgain(): Promise<void> {
  await startIndex();
  putAside();
}

// Which layer of the shell is open: the palette, the key sheet, or the dialog of the screen lock.
import { createStore, useStore } from "app/store";

type Layer = "none" | "palette" | "keys" | "lock";
const store = createStore<{ layer: Layer }>({ layer: "none" });

export const openPalette = () => store.set({ layer: "palette" });
export const openKeySheet = () => store.set({ layer: "keys" });
export const openLock = () => store.set({ layer: "lock" });
export const closeLayer = () => store.set({ layer: "none" });
export const useLayer = () => useStore(store, (value) => value.layer);

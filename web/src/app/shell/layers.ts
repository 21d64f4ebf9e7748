// Which layer of the shell is open: the palette or the key sheet.
import { createStore, useStore } from "app/store";

type Layer = "none" | "palette" | "keys";
const store = createStore<{ layer: Layer }>({ layer: "none" });

export const openPalette = () => store.set({ layer: "palette" });
export const openKeySheet = () => store.set({ layer: "keys" });
export const closeLayer = () => store.set({ layer: "none" });
export const useLayer = () => useStore(store, (value) => value.layer);

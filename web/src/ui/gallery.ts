// An entry of the gallery: a component with its states by name. Each is also drawn by gallery.test.tsx.
import type { ReactNode } from "react";

export interface GalleryEntry {
  name: string;
  states: Record<string, () => ReactNode>;
}
export type GalleryModule = { entry: GalleryEntry };

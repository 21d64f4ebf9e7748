// What is coming, in the gallery.
import { Skeleton } from "ui/Skeleton/Skeleton";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Skeleton",
  states: {
    lines: () => <Skeleton says="Counting members…" lines={4} />,
    block: () => <Skeleton says="Drawing the year…" height={120} />,
  },
};

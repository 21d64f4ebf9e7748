// Tiles in the gallery.
import { Num } from "ui/Num/Num";
import { StatTile } from "ui/StatTile/StatTile";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "StatTile",
  states: {
    number: () => (
      <StatTile label="messages" comparison="54 % theirs">
        <Num value={48_211} query="in:阿梅" title="Messages" size="large" />
      </StatTile>
    ),
    absent: () => <StatTile label="reply time" why="Fewer than ten replies" />,
  },
};

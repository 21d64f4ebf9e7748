// The two panes in the gallery.
import { Panes } from "ui/Panes/Panes";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Panes",
  states: {
    closed: () => (
      <Panes label="Chats" open={undefined} list="the list">
        nothing is open
      </Panes>
    ),
    open: () => (
      <Panes label="Chats" open="阿梅" list="the list">
        the conversation
      </Panes>
    ),
  },
};

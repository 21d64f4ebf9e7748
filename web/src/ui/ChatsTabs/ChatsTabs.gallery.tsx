// The three kinds of conversations in the gallery.
import { ChatsTabs } from "ui/ChatsTabs/ChatsTabs";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "ChatsTabs",
  states: {
    archive: () => <ChatsTabs current="archive" />,
    live: () => <ChatsTabs current="live" />,
    apps: () => <ChatsTabs current="apps" />,
  },
};

// Rows of conversations in the gallery.
import { TalkRow } from "ui/TalkRow/TalkRow";
import type { GalleryEntry } from "ui/gallery";

const row = { to: "#/live/u", id: "u", name: "读书会", below: "好, 八点", side: "12 messages" };

export const entry: GalleryEntry = {
  name: "TalkRow",
  states: {
    plain: () => <TalkRow {...row} at={Date.UTC(2024, 2, 15)} open={false} />,
    open: () => <TalkRow {...row} at={undefined} open />,
  },
};

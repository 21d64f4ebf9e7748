// A conversation of a thousand messages in the gallery.
import { Bubble } from "ui/Bubble/Bubble";
import type { GalleryEntry } from "ui/gallery";
import { TalkList } from "ui/TalkList/TalkList";
import css from "ui/VirtualList/gallery.module.css";

export const entry: GalleryEntry = {
  name: "TalkList",
  states: {
    thousand: () => (
      <div className={css.box}>
        <TalkList
          label="Messages"
          count={1000}
          keyOf={String}
          nameOf={(i) => `Message ${i}`}
          row={(i) => <Bubble mine={i % 2 === 0} text={`${i}`} />}
          newest="To the newest"
        />
      </div>
    ),
  },
};

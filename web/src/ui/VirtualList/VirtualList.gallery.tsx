// A long list in the gallery.
import { VirtualList } from "ui/VirtualList/VirtualList";
import type { GalleryEntry } from "ui/gallery";
import css from "ui/VirtualList/gallery.module.css";

export const entry: GalleryEntry = {
  name: "VirtualList",
  states: {
    "100,000 rows": () => (
      <div className={css.box}>
        <VirtualList
          label="Rows"
          scroll="inside"
          className={css.list}
          count={100_000}
          rowHeight={40}
          keyOf={(i) => i}
          row={(i) => <button type="button">{i + 1}</button>}
        />
      </div>
    ),
  },
};

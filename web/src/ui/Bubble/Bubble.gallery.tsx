// Messages of live conversations in the gallery.
import { Bubble } from "ui/Bubble/Bubble";
import type { GalleryEntry } from "ui/gallery";

const at = Date.UTC(2024, 2, 15, 13, 4);
const long = Array.from({ length: 30 }, (_, i) => `第 ${i + 1} 行`).join("\n");

export const entry: GalleryEntry = {
  name: "Bubble",
  states: {
    mine: () => <Bubble mine text="周六爬山?" at={at} />,
    theirs: () => <Bubble mine={false} who="u_42" text="好, 八点" at={at} />,
    model: () => (
      <Bubble
        mine={false}
        model="Written by a model"
        text={"**八点**出发:\n\n- 水\n- 伞"}
        at={at}
      />
    ),
    stage: () => (
      <Bubble mine text="hello" at={at}>
        kept
      </Bubble>
    ),
    long: () => <Bubble mine text={long} at={at} />,
  },
};

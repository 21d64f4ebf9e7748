// Found messages in the gallery.
import type { Hit as Found } from "api/types";
import { Hit } from "ui/Hit/Hit";
import type { GalleryEntry } from "ui/gallery";

const hit = (part: Partial<Found>): Found => ({
  id: 7,
  chat: 1,
  chat_name: "阿梅",
  is_group: false,
  ts: 1_710_507_840,
  sender: 2,
  sender_name: "阿梅",
  is_mine: false,
  type: "text",
  text: "周六去爬山顺路吃",
  marks: [[3, 5]],
  ...part,
});

export const entry: GalleryEntry = {
  name: "Hit",
  states: {
    marked: () => <Hit hit={hit({})} />,
    mine: () => <Hit hit={hit({ is_mine: true, text: "好, 八点", marks: [] })} />,
    group: () => <Hit hit={hit({ is_group: true, chat_name: "周末爬山" })} />,
    image: () => <Hit hit={hit({ type: "image", text: "", marks: [] })} />,
    html: () => (
      <Hit hit={hit({ text: "<img src=x onerror=alert(1)> & 爬山", marks: [[31, 33]] })} />
    ),
    long: () => <Hit hit={hit({ text: "很长 ".repeat(400), marks: [] })} />,
  },
};

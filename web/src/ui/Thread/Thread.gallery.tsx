// The thread in the gallery.
import { Thread } from "ui/Thread/Thread";
import type { GalleryEntry } from "ui/gallery";

const items = [
  { key: 2023, content: "2023 阿梅" },
  { key: 2021, content: "2021 周末爬山" },
  { key: 2018, content: "2018 陈晨" },
];

export const entry: GalleryEntry = {
  name: "Thread",
  states: { items: () => <Thread label="This day" items={items} /> },
};

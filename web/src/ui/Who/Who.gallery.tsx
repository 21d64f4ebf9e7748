// Name links of lists in the gallery.
import type { Entry } from "api/surfaces/kith";
import type { GalleryEntry } from "ui/gallery";
import { Who } from "ui/Who/Who";

const lin: Entry = {
  id: "wxid_lin",
  chat: 1,
  person: 1,
  name: "林小雨",
  alt: [],
  kind: "person",
  source: "wechat",
  count: 3124,
  last: 1_753_000_000,
  avatar: "",
};

export const entry: GalleryEntry = {
  name: "Who",
  states: {
    name: () => <Who entry={lin} to="/people" />,
    below: () => <Who entry={lin} to="/people" below="周末见！" />,
    open: () => <Who entry={lin} to="/people" below="周末见！" open />,
    group: () => <Who entry={{ ...lin, kind: "group", name: "周末爬山" }} to="/chats" />,
    long: () => <Who entry={{ ...lin, name: "很长的名字".repeat(40) }} to="/people" />,
  },
};

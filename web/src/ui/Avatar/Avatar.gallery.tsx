// Faces in the gallery.
import { Avatar } from "ui/Avatar/Avatar";
import type { GalleryEntry } from "ui/gallery";

const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const entry: GalleryEntry = {
  name: "Avatar",
  states: {
    han: () => <Avatar id="a" name="周思敏" />,
    latin: () => <Avatar id="b" name="Emma Fong" size={56} />,
    nameless: () => <Avatar id="c" name="" />,
    group: () => <Avatar id="d" name="周末爬山" kind="group" />,
    image: () => <Avatar id="e" name="Eva" src={pixel} />,
    hues: () =>
      ["1", "2", "3", "4", "5", "6"].map((id) => <Avatar key={id} id={id} name="阿梅" size={32} />),
  },
};

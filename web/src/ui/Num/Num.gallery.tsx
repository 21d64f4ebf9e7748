// Numbers that open their messages, in the gallery.
import { Num } from "ui/Num/Num";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Num",
  states: {
    receipt: () => <Num value={48_211} query="in:阿梅" title="Messages with 阿梅" />,
    plain: () => <Num value={26} title="People" />,
    zero: () => <Num value={0} query="in:阿梅 is:late" title="Late-night messages" />,
    compact: () => (
      <Num value={9_412_208} query="is:private" title="All messages" compact size="hero" />
    ),
    unit: () => (
      <Num value={42} unit="messages" query="on:2024-03-15" title="That day" size="large" />
    ),
  },
};

// The card of a missing model in the gallery.
import { NeedsModel } from "ui/NeedsModel/NeedsModel";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "NeedsModel",
  states: {
    plain: () => <NeedsModel />,
    hint: () => <NeedsModel hint="AI 服务调用失败: 未配置 AI" />,
  },
};

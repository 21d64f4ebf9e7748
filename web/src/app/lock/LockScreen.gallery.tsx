// The lock screen in the gallery.
import { ApiError } from "api/errors";
import { LockScreen } from "app/lock/LockScreen";
import type { GalleryEntry } from "ui/gallery";

const tooMany = () =>
  new ApiError({ status: 429, text: "", surface: "archive", raw: "", retryAfter: 90 });

export const entry: GalleryEntry = {
  name: "LockScreen",
  states: {
    locked: () => <LockScreen onUnlock={() => new Promise(() => {})} />,
    wrong: () => <LockScreen onUnlock={async () => false} />,
    waiting: () => <LockScreen onUnlock={() => Promise.reject(tooMany())} />,
  },
};

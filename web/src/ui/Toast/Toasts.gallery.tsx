// Notices in the gallery.
import { Button } from "ui/Button/Button";
import { toast } from "ui/Toast/toasts";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Toast",
  states: {
    done: () => <Button onClick={() => toast("Copied")}>Say</Button>,
    undo: () => (
      <Button onClick={() => toast("Hidden", { undo: () => toast("Back again") })}>Hide</Button>
    ),
    error: () => (
      <Button onClick={() => toast("Import failed: disk full", { kind: "error" })}>Fail</Button>
    ),
  },
};

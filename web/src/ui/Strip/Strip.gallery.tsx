// Strips in the gallery.
import { Button } from "ui/Button/Button";
import { CircleAlert, Info, TriangleAlert } from "ui/Icon/icons";
import { Strip } from "ui/Strip/Strip";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Strip",
  states: {
    offline: () => (
      <Strip kind="danger" icon={CircleAlert} actions={<Button>Retry</Button>}>
        Kith is not running. Retrying in 4 s.
      </Strip>
    ),
    insecure: () => (
      <Strip kind="warn" icon={TriangleAlert}>
        This page was opened over a connection that is not encrypted.
      </Strip>
    ),
    info: () => (
      <Strip kind="info" icon={Info}>
        A new version is there.
      </Strip>
    ),
    updating: () => <Strip kind="quiet">Updating: 312 of 1,204</Strip>,
  },
};

// The buttons in the gallery.
import { Button, IconButton } from "ui/Button/Button";
import { Search, Upload } from "ui/Icon/icons";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "Button",
  states: {
    primary: () => <Button kind="primary">Import 171,958</Button>,
    plain: () => <Button icon={Upload}>Choose folder</Button>,
    quiet: () => <Button kind="quiet">Ideas</Button>,
    danger: () => <Button kind="danger">Cancel</Button>,
    disabled: () => <Button disabled>Back</Button>,
    busy: () => <Button busy>Working</Button>,
    icon: () => <IconButton icon={Search} label="Search" />,
    pressed: () => <IconButton icon={Search} label="Search" aria-pressed />,
  },
};

// Layers in the gallery.
import { useState } from "react";
import { Button } from "ui/Button/Button";
import { Dialog, type DialogProps } from "ui/Layer/Dialog";
import { Menu } from "ui/Layer/Menu";
import type { GalleryEntry } from "ui/gallery";

function Opened({ shape, alert }: Pick<DialogProps, "shape" | "alert">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Undo this import?"
        shape={shape}
        alert={alert}
        actions={<Button onClick={() => setOpen(false)}>Keep</Button>}
      >
        171,940 messages are taken out again.
      </Dialog>
    </>
  );
}

const groups = [
  {
    title: "Theme",
    items: ["Light", "Dark"].map((text) => ({
      key: text,
      text,
      checked: text === "Light",
      onChoose: () => {},
    })),
  },
];

export const entry: GalleryEntry = {
  name: "Dialog, Sheet, Menu",
  states: {
    dialog: () => <Opened />,
    alert: () => <Opened alert />,
    sheet: () => <Opened shape="sheet" />,
    menu: () => (
      <Menu label="Looks" groups={groups}>
        Looks
      </Menu>
    ),
  },
};

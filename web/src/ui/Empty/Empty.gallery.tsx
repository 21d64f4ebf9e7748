// Nothing, and errors, in the gallery.
import { Button } from "ui/Button/Button";
import { EmptyState, ErrorState } from "ui/Empty/Empty";
import type { GalleryEntry } from "ui/gallery";

export const entry: GalleryEntry = {
  name: "EmptyState, ErrorState",
  states: {
    empty: () => (
      <EmptyState
        drawing="house"
        text="No conversations yet."
        hint="Look around with demo data, or bring your own."
        action={<Button kind="primary">Start</Button>}
      />
    ),
    search: () => <EmptyState drawing="search" text="No messages." />,
    calendar: () => <EmptyState drawing="calendar" text="Nobody wrote on this day." />,
    error: () => (
      <ErrorState text="This part could not be loaded." details="数据库打不开" onRetry={() => {}} />
    ),
    bare: () => <ErrorState text="This part could not be loaded." />,
  },
};

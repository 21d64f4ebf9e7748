import { expect, test } from "vitest";
import type { GalleryModule } from "ui/gallery";
import { render } from "../../tests/support/render";

const modules = import.meta.glob<GalleryModule>(
  ["./**/*.gallery.tsx", "../charts/**/*.gallery.tsx", "../app/**/*.gallery.tsx"],
  {
    eager: true,
  },
);

for (const { entry } of Object.values(modules)) {
  for (const [name, State] of Object.entries(entry.states)) {
    test(`${entry.name} can be drawn: ${name}`, async () => {
      const drawn = await render(<State />);
      expect(drawn.root.innerHTML).not.toBe("");
      // Every text has its key: a missing one would show itself.
      expect(drawn.text()).not.toMatch(/\b(state|job|kind|hit|receipt|layer|toast|lock)\.[a-z]/);
      await drawn.unmount();
    });
  }
}

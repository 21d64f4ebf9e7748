import { expect, test } from "vitest";
import { personActions, type PaletteSource, usePaletteSource } from "app/palette/items";
import { t } from "i18n/index";
import { render, serve, until } from "../../../tests/support/render";

test("of two people of one name the search means the one that was chosen", async () => {
  serve({
    "/api/kith/directory": {
      ids: ["a", "b", "c"],
      chats: [7, 8, 9],
      people: [1, 2, 3],
      names: ["阿梅", "阿梅", "Tom Fox"],
      kind: ["person", "person", "person"],
    },
  });
  let source: PaletteSource | undefined;
  function Probe() {
    source = usePaletteSource();
    return null;
  }
  await render(<Probe />);
  const searched = (id: string, name: string) => {
    const entry = { kind: "person" as const, id, name };
    personActions(t, entry, source!.inChat(entry))
      .find((action) => action.id === "search")
      ?.run();
    return decodeURIComponent(location.hash);
  };
  await until(() => searched("b", "阿梅").includes("#8"));
  expect(searched("a", "阿梅")).toContain("in:#7");
  expect(searched("c", "Tom Fox")).toContain('in:"Tom');
});

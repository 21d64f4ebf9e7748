import { expect, test, vi } from "vitest";
import { Dialog } from "ui/Layer/Dialog";
import { Menu } from "ui/Layer/Menu";
import { place } from "ui/Layer/place";
import { key, press, render } from "../../../tests/support/render";

test("an open dialog is modal, named, and closes by Esc and by its button", async () => {
  const close = vi.fn();
  const drawn = await render(
    <Dialog open onClose={close} title="Undo this import?">
      text
    </Dialog>,
  );
  const dialog = drawn.find<HTMLDialogElement>("dialog");
  expect(dialog.open).toBe(true);
  expect(document.getElementById(dialog.getAttribute("aria-labelledby") ?? "")?.textContent).toBe(
    "Undo this import?",
  );
  await key(dialog, "Escape");
  await press(drawn.named("Close"));
  expect(close).toHaveBeenCalledTimes(2);
});

test("a press outside closes it, unless something would be lost", async () => {
  const close = vi.fn();
  const shown = (dirty: boolean) => (
    <Dialog open onClose={close} title="t" dirty={dirty}>
      x
    </Dialog>
  );
  const drawn = await render(shown(true));
  const outside = () =>
    drawn.find("dialog").dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  outside();
  expect(close).not.toHaveBeenCalled();
  await drawn.draw(shown(false));
  outside();
  expect(close).toHaveBeenCalledTimes(1);
});

test("the focus goes back to where it was", async () => {
  const dialog = (open: boolean) => (
    <>
      <button type="button">before</button>
      <Dialog open={open} onClose={() => {}} title="t">
        x
      </Dialog>
    </>
  );
  const drawn = await render(dialog(false));
  drawn.find("button").focus();
  await drawn.draw(dialog(true));
  drawn.find<HTMLButtonElement>("dialog button").focus();
  await drawn.draw(dialog(false));
  expect(document.activeElement?.textContent).toBe("before");
});

test("a menu says what it is and marks the choice", async () => {
  const groups = [
    { title: "Theme", items: [{ key: "a", text: "Dark", checked: true, onChoose: () => {} }] },
  ];
  const drawn = await render(
    <Menu label="Looks" groups={groups}>
      x
    </Menu>,
  );
  expect(drawn.named("Looks").getAttribute("aria-haspopup")).toBe("menu");
  expect(drawn.named("Looks").getAttribute("aria-expanded")).toBe("false");
});

test("a layer stands below its button, above where there is no room, inside the window", () => {
  const box = (top: number, bottom: number, left: number) =>
    ({ getBoundingClientRect: () => ({ top, bottom, left }) }) as unknown as HTMLElement;
  const layer = { offsetWidth: 200, offsetHeight: 100, style: {} } as unknown as HTMLElement;
  place(layer, box(10, 40, 20));
  expect(layer.style).toMatchObject({ top: "44px", left: "20px" });
  place(layer, box(innerHeight - 40, innerHeight - 10, innerWidth - 30));
  expect(layer.style).toMatchObject({
    top: `${innerHeight - 144}px`,
    left: `${innerWidth - 208}px`,
  });
});

import { act } from "react";
import { afterEach, expect, test } from "vitest";
import { settings } from "app/settings";
import { Avatar } from "ui/Avatar/Avatar";
import { render } from "../../../tests/support/render";

afterEach(() => settings.set({ masked: false }));

test("letters stand for a face, and it is named where it stands alone", async () => {
  const drawn = await render(<Avatar id="a" name="周思敏" />);
  expect(drawn.text()).toBe("思敏");
  expect(drawn.find("[role=img]").getAttribute("aria-label")).toBe("周思敏");
  await drawn.draw(<Avatar id="a" name="周思敏" beside />);
  expect(drawn.root.querySelector("[role=img]")).toBeNull();
});

test("a remote picture comes through our own server, and letters when it fails", async () => {
  const drawn = await render(<Avatar id="a" name="Eva" src="http://cdn.example/x.png" />);
  const image = drawn.find<HTMLImageElement>("img");
  expect(image.getAttribute("src")).toBe("/api/avatar?url=http%3A%2F%2Fcdn.example%2Fx.png");
  await act(async () => void image.dispatchEvent(new Event("error")));
  expect(drawn.text()).toBe("E");
});

test("a masked face shows neither letters, picture nor name", async () => {
  settings.set({ masked: true });
  const drawn = await render(<Avatar id="a" name="Eva" src="http://cdn.example/x.png" />);
  expect(drawn.text()).toBe("");
  expect(drawn.root.innerHTML).not.toContain("Eva");
  expect(drawn.root.querySelector("img")).toBeNull();
});

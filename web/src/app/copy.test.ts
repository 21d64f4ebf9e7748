import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { copy } from "app/copy";
import { loadLanguage } from "i18n/index";
import * as toasts from "ui/Toast/toasts";

const said = vi.spyOn(toasts, "toast");
let copied: string | undefined;

/** A clipboard as the browser gives it: over plain http there is none. */
function browserWith(clipboard: unknown, byHand: boolean) {
  vi.stubGlobal("navigator", { clipboard });
  document.execCommand = () => {
    copied = (document.activeElement as HTMLTextAreaElement).value;
    return byHand;
  };
}

beforeEach(() => loadLanguage("en"));
afterEach(() => {
  vi.unstubAllGlobals();
  said.mockClear();
  copied = undefined;
  expect(document.querySelector("textarea")).toBeNull();
});

test("the clipboard takes the text, and that is said", async () => {
  const writeText = vi.fn(async () => {});
  browserWith({ writeText }, false);
  await copy("爬山", "Copied");
  expect(writeText).toHaveBeenCalledWith("爬山");
  expect(said).toHaveBeenCalledWith("Copied", { kind: "done" });
});

test("without a clipboard a selection is copied, inside the open dialog, and the focus stays", async () => {
  browserWith(undefined, true);
  const dialog = document.body.appendChild(document.createElement("dialog"));
  const button = dialog.appendChild(document.createElement("button"));
  button.focus();
  const within = vi.spyOn(dialog, "append");
  await copy("爬山\n100 %", "Copied");
  expect(copied).toBe("爬山\n100 %");
  expect(within).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(button);
  expect(said).toHaveBeenCalledWith("Copied", { kind: "done" });
});

test("a browser that copies neither way says so", async () => {
  browserWith({ writeText: () => Promise.reject(new DOMException("", "NotAllowedError")) }, false);
  await copy("x", "Copied");
  expect(said).toHaveBeenCalledWith("The browser does not allow copying.", { kind: "error" });
});

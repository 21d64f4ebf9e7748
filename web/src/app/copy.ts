// Text into the clipboard, also where the browser hides its own way because the connection is not encrypted.
import { t } from "i18n/index";
import { toast } from "ui/Toast/toasts";

/** Copies, and says `said`, or that it could not be done. */
export async function copy(text: string, said: string): Promise<void> {
  const done = await written(text);
  toast(done ? said : t("state.copyFailed"), { kind: done ? "done" : "error" });
}

async function written(text: string): Promise<boolean> {
  try {
    // Over plain http there is no clipboard: that is a TypeError.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** Selects the text in a field that nobody sees and copies the selection. */
function copiedByHand(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  // Outside an open dialog nothing can be selected.
  (before?.closest("dialog") ?? document.body).append(field);
  field.focus({ preventScroll: true });
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

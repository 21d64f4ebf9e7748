// The keys of ui.md §3 that work on every screen.
import { useEffect } from "react";
import { copy } from "app/copy";
import { type KeyCommand, listen, typing, useKeys } from "app/keys";
import { lockOrChoose } from "app/lock/lock";
import { hrefOf, places } from "app/places";
import { go } from "app/router";
import { change, settings } from "app/settings";
import { openKeySheet, openPalette } from "app/shell/layers";
import { toSearch } from "app/links";
import { useT } from "i18n/index";

let entries = 0;

function focusSearch() {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  if (!field) return go(toSearch(""));
  field.focus();
  field.select();
}

function openReceiptOfFocus() {
  document.activeElement?.closest<HTMLElement>("[data-receipt]")?.click();
}

/** Leaves the field one is in; else goes back, unless one came from outside. */
function back(event: KeyboardEvent) {
  if (typing(event.target)) (event.target as HTMLElement).blur();
  else if (entries > 0) history.back();
}

export function useGlobalKeys() {
  const t = useT();
  useEffect(listen, []);
  useEffect(() => {
    const count = () => void entries++;
    addEventListener("hashchange", count);
    return () => removeEventListener("hashchange", count);
  }, []);
  const commands: KeyCommand[] = [
    { keys: "Mod+k", text: t("keys.palette"), run: openPalette },
    { keys: "/", text: t("keys.search"), run: focusSearch },
    ...places.map((entry) => ({
      keys: `g ${entry.letter}`,
      text: t("keys.go", { place: t(entry.text) }),
      run: () => go(hrefOf(entry)),
    })),
    { keys: "r", text: t("keys.receipt"), run: openReceiptOfFocus },
    {
      keys: "y",
      text: t("keys.copy"),
      run: () => void copy(location.href, t("keys.linkCopied")),
    },
    { keys: "Mod+Shift+l", text: t("keys.lock"), run: lockOrChoose },
    { keys: "Mod+.", text: t("keys.mask"), run: () => change({ masked: !settings.get().masked }) },
    { keys: "?", text: t("keys.sheet"), run: openKeySheet },
    { keys: "Escape", text: "", run: back },
  ];
  useKeys(commands);
}

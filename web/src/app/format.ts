// The formats of lib/ bound to the language of the page and the zone of the archive.
import { bootStore } from "app/boot";
import { useStore } from "app/store";
import { locale, useLocale } from "i18n/index";
import { type Format, formatFor } from "lib/format";
import { type Times, timesFor } from "lib/time-format";

export const useFormat = (): Format => formatFor(useLocale());

/** Instants are Unix milliseconds. */
export function useTimes(): Times {
  const zone = useStore(bootStore, (value) => value.boot.timezone);
  return timesFor(useLocale(), zone);
}

/** For code outside components. */
export const format = (): Format => formatFor(locale());
export const times = (): Times => timesFor(locale(), bootStore.get().boot.timezone);

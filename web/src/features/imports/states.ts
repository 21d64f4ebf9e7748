// The states of an import as words.
import type { Key, Translate } from "i18n/index";

const kStates = new Set(["loading", "done", "failed", "cancelled", "undoing", "undone"]);

/** A state that a newer server may have is shown as it is. */
export const stateText = (t: Translate, state: string): string =>
  kStates.has(state) ? t(`imports.state.${state}` as Key) : state;

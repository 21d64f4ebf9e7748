// Names as they may be shown now: hidden when masking is on.
import { useSetting } from "app/settings";
import { maskName } from "lib/names";

export function useShownName(): (name: string) => string {
  return useSetting("masked") ? maskName : same;
}
const same = (name: string) => name;

// How an exported file calls things: the language of the page, names as they may be shown.
import { useMemo } from "react";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import type { Wording } from "features/chats/export";
import { useT } from "i18n/index";
import { kindKey } from "ui/Hit/Hit";

export function useWording(): Wording {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  return useMemo(
    () => ({
      me: t("hit.me"),
      name: (name) => (name ? shown(name) : t("chats.nobody")),
      heading: times.heading,
      kind: (type) => t(kindKey(type)),
      recalled: t("chats.recalled"),
      edited: t("chats.edited"),
      cut: t("chats.exportCut"),
    }),
    [t, times, shown],
  );
}

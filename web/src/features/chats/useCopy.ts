// What goes to the clipboard: the words of a message, its address, the address of the page.
import { useMemo } from "react";
import type { Item } from "api/types";
import { copy } from "app/copy";
import { toChat } from "app/links";
import { useT } from "i18n/index";
import { kindKey } from "ui/Hit/Hit";

export function useCopy(id: string) {
  const t = useT();
  return useMemo(
    () => ({
      text: (item: Item) =>
        void copy(item.text || t("hit.noText", { kind: t(kindKey(item.type)) }), t("state.copied")),
      link: (item: Item) =>
        void copy(
          `${location.href.split("#")[0]}${toChat(id, { m: item.id })}`,
          t("keys.linkCopied"),
        ),
      page: () => void copy(location.href, t("keys.linkCopied")),
    }),
    [id, t],
  );
}

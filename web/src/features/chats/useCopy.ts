// What goes to the clipboard: the words of a message, its address, the address of the page.
import { useMemo } from "react";
import type { Item } from "api/types";
import { toChat } from "app/links";
import { useT } from "i18n/index";
import { kindKey } from "ui/Hit/Hit";
import { toast } from "ui/Toast/toasts";

export function useCopy(id: string) {
  const t = useT();
  return useMemo(() => {
    const put = (text: string, said: string) =>
      navigator.clipboard.writeText(text).then(
        () => toast(said),
        () => toast(t("chats.copyFailed")),
      );
    return {
      text: (item: Item) =>
        void put(item.text || t("hit.noText", { kind: t(kindKey(item.type)) }), t("state.copied")),
      link: (item: Item) =>
        void put(
          `${location.href.split("#")[0]}${toChat(id, { m: item.id })}`,
          t("keys.linkCopied"),
        ),
      page: () => void put(location.href, t("keys.linkCopied")),
    };
  }, [id, t]);
}

// The keys of the reader.
import type { Item } from "api/types";
import { useKeys } from "app/keys";
import type { useCopy } from "features/chats/useCopy";
import type { Finding } from "features/chats/useFind";
import type { Steps } from "features/chats/useSteps";
import { useT } from "i18n/index";

interface Keys {
  steps: Steps;
  finding: Finding;
  copy: ReturnType<typeof useCopy>;
  /** The message the keys act on. */
  chosen: Item | undefined;
  onDate: () => void;
  onExport: () => void;
  /** The chosen message: to what it quotes, else its words are unfolded. */
  onOpen: () => void;
  /** To a day beside this one. */
  onDay: (day: string) => void;
}

export function useReaderKeys({
  steps,
  finding,
  copy,
  chosen,
  onDate,
  onDay,
  onExport,
  onOpen,
}: Keys) {
  const t = useT();
  const beside = async (by: 1 | -1) => {
    const day = await steps.dayBeside(by);
    if (day) onDay(day);
  };
  useKeys([
    { keys: "j", text: t("chats.keyNext"), run: () => steps.step(1) },
    { keys: "k", text: t("chats.keyBefore"), run: () => steps.step(-1) },
    { keys: "]", text: t("chats.keyDayAfter"), run: () => void beside(1) },
    { keys: "[", text: t("chats.keyDayBefore"), run: () => void beside(-1) },
    { keys: "d", text: t("chats.jump"), run: onDate },
    { keys: "o", text: t("chats.keyOpen"), run: onOpen },
    { keys: "e", text: t("chats.export"), run: onExport },
    { keys: "f", text: t("chats.find"), run: finding.start },
    { keys: "n", text: t("chats.hitAfter"), run: () => finding.step(1) },
    { keys: "Shift+n", text: t("chats.hitBefore"), run: () => finding.step(-1) },
    {
      keys: "y",
      text: t("chats.copyText"),
      run: () => (chosen ? copy.text(chosen) : copy.page()),
    },
    {
      keys: "Shift+y",
      text: t("chats.copyLink"),
      run: () => (chosen ? copy.link(chosen) : copy.page()),
    },
    ...(finding.open ? [{ keys: "Escape", text: "", run: finding.close }] : []),
  ]);
}

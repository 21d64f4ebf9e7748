// The first or the last message of a day, a month, a conversation: press to go there.
import type { Hit } from "api/types";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { kindKey } from "ui/Hit/Hit";
import css from "features/chats/Aside.module.css";

export interface EndProps {
  says: string;
  hit: Hit | undefined;
  /** With the date, where it is not that of the heading. */
  when: "clock" | "date";
  onMessage: (id: number) => void;
}

export function End({ says, hit, when, onMessage }: EndProps) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  if (!hit) return null;
  const at = hit.ts * 1000;
  const who = hit.is_mine ? t("hit.me") : shown(hit.sender_name) || t("chats.nobody");
  const blank =
    hit.type === "text" ? t("chats.blank") : t("hit.noText", { kind: t(kindKey(hit.type)) });
  return (
    <button type="button" className={css.end} onClick={() => onMessage(hit.id)}>
      <span className={css.endSays}>
        <span>{says}</span>
        <time dateTime={times.machine(at)} title={times.stamp(at)}>
          {times[when](at)}
        </time>
        <bdi className={css.endWho}>{who}</bdi>
      </span>
      <span className={css.endText} dir="auto" lang={langOf(hit.text)}>
        {hit.text.trim() ? hit.text : blank}
      </span>
    </button>
  );
}

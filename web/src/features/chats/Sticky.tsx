// The day of what one reads, over the messages, while its own heading is not seen.
import { useTimes } from "app/format";
import { useT } from "i18n/index";
import css from "features/chats/Reader.module.css";

export function Sticky(props: { day: string; hidden: boolean; onPress: () => void }) {
  const t = useT();
  const times = useTimes();
  if (!props.day || props.hidden) return null;
  return (
    <button
      type="button"
      className={css.sticky}
      aria-haspopup="dialog"
      title={t("chats.daySheet")}
      onClick={props.onPress}
      data-print="never"
    >
      {times.heading(props.day)}
    </button>
  );
}

// Above the messages: whose conversation, how many messages, find, jump to a date.
import type { Entry } from "api/surfaces/kith";
import { useTimes } from "app/format";
import { toPerson } from "app/links";
import { useShownName } from "app/names";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Avatar } from "ui/Avatar/Avatar";
import { IconButton } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { CalendarDays, ChevronLeft, Download, Search } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import css from "features/chats/Reader.module.css";

export interface ReaderHeadProps {
  entry: Entry;
  /** The value of in: for this conversation. */
  chat: string;
  onFind: () => void;
  onDate: () => void;
  onExport: () => void;
}

export function ReaderHead({ entry, chat, onFind, onDate, onExport }: ReaderHeadProps) {
  const t = useT();
  const { zone } = useTimes();
  const name = useShownName()(entry.name);
  const group = entry.kind === "group";
  const face = (
    <Avatar
      id={entry.id}
      name={entry.name}
      src={entry.avatar}
      kind={group ? "group" : "person"}
      size={32}
      beside
    />
  );
  return (
    <header className={css.head}>
      <Link to="#/chats" className={css.back} aria-label={t("chats.toAll")}>
        <Icon of={ChevronLeft} />
      </Link>
      {group || entry.person === 0 ? (
        <span className={css.whose}>
          {face}
          <span dir="auto">{name}</span>
        </span>
      ) : (
        <Link to={toPerson(entry.id)} className={css.whose} title={t("chats.toPerson", { name })}>
          {face}
          <span dir="auto">{name}</span>
        </Link>
      )}
      <span className={css.count}>
        <Num
          value={entry.count}
          query={receipt({ in: chat })}
          title={t("chats.messagesWith", { name })}
        />
      </span>
      <span className={css.zone} title={t("chats.zone")}>
        {zone}
      </span>
      <span className={css.headTools} data-print="never">
        <IconButton icon={Search} label={t("chats.find")} onClick={onFind} />
        <IconButton icon={CalendarDays} label={t("chats.jump")} onClick={onDate} />
        <IconButton icon={Download} label={t("chats.export")} onClick={onExport} />
      </span>
    </header>
  );
}

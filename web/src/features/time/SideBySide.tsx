// The chats of a day: which there are, and some of them beside each other in one scroll.
import { useMemo, useState } from "react";
import { useBatch } from "api/query";
import { type DayActivity, saidOn } from "api/surfaces/archive";
import type { Active, DayMessage } from "api/types";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import { useDirectory } from "app/people";
import { useQueryParam } from "app/router";
import { Aligned } from "features/time/Aligned";
import { chosenChats, toggled } from "features/time/days";
import { useColumns } from "features/time/useColumns";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Avatar } from "ui/Avatar/Avatar";
import { Button } from "ui/Button/Button";
import { ErrorState } from "ui/Empty/Empty";
import { Num } from "ui/Num/Num";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/time/Day.module.css";

/** More are behind a button. */
const kAtFirst = 24;

/** All chats of the day, the most said first. */
const ranked = ({ contacts, groups }: DayActivity): Active[] =>
  [...contacts, ...groups].toSorted((a, b) => b.count - a.count);

export function SideBySide({ date, activity }: { date: string; activity: DayActivity }) {
  const t = useT();
  const chats = useMemo(() => ranked(activity), [activity]);
  const most = useColumns();
  const [asked, setAsked] = useQueryParam("with");
  const [all, setAll] = useState(false);
  const chosen = chosenChats(chats, asked.split(",").filter(Boolean), most);
  const columns = chosen
    .map((chat) => chats.find((one) => one.chat === chat))
    .filter((one): one is Active => one !== undefined);
  return (
    <>
      <ul className={css.chats} aria-label={t("day.chats")}>
        {chats
          .filter((one, i) => all || i < kAtFirst || chosen.includes(one.chat))
          .map((one) => (
            <ChatOfDay
              key={one.chat}
              chat={one}
              date={date}
              chosen={chosen.includes(one.chat)}
              onToggle={() => setAsked(toggled(chosen, one.chat, most).join(","))}
            />
          ))}
      </ul>
      {!all && chats.length > kAtFirst && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t("day.allChats", { n: chats.length })}
        </Button>
      )}
      <p className={css.hint} data-print="never">
        {t("day.sideHint", { n: most })}
      </p>
      <Columns key={chosen.join(",")} date={date} columns={columns} />
    </>
  );
}

interface ChatOfDayProps {
  chat: Active;
  date: string;
  chosen: boolean;
  onToggle: () => void;
}

function ChatOfDay({ chat, date, chosen, onToggle }: ChatOfDayProps) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const people = useDirectory();
  const entry = people.data?.find(chat.username);
  const name = shown(chat.display_name);
  return (
    <li className={`${css.chat} ${chosen ? css.chosen : ""}`}>
      <button
        type="button"
        data-print="text"
        className={css.choose}
        aria-pressed={chosen}
        onClick={onToggle}
      >
        <Avatar
          id={chat.username}
          name={chat.display_name}
          src={chat.small_head_url}
          kind={chat.is_group ? "group" : "person"}
          size={24}
          beside
        />
        <span dir="auto" className={css.name}>
          {name}
        </span>
      </button>
      <Num
        value={chat.count}
        query={receipt({
          in: entry && people.data ? people.data.inChat(entry) : `#${chat.chat}`,
          on: date,
        })}
        title={t("day.chatTitle", { name, day: times.heading(date) })}
      />
    </li>
  );
}

const nothing: DayMessage[] = [];

function Columns({ date, columns }: { date: string; columns: readonly Active[] }) {
  const t = useT();
  const answers = useBatch(
    columns.map((one) => saidOn(date, one.username, one.is_group ? "group" : "person")),
  );
  const failed = answers.find((one) => one.error);
  if (failed?.error)
    return (
      <ErrorState
        text={t("day.failed")}
        details={failed.error.message}
        onRetry={() => answers.forEach((one) => one.error && void one.refetch())}
      />
    );
  if (answers.some((one) => !one.data)) return <Skeleton says={t("day.reading")} lines={10} />;
  return <Aligned chats={columns} said={answers.map((one) => one.data ?? nothing)} />;
}

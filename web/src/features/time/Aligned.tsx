// Messages of several chats beside each other: a row a minute, a column a chat. Each opens the reader.
import { useMemo, useState } from "react";
import type { Active, DayMessage } from "api/types";
import { useFormat } from "app/format";
import { toChat } from "app/links";
import { useShownName } from "app/names";
import { aligned } from "features/time/days";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { Button } from "ui/Button/Button";
import { Link } from "ui/Link/Link";
import css from "features/time/Day.module.css";

/** More would make a slow table; the rest comes with a press. */
const kAtFirst = 1500;

export interface AlignedProps {
  chats: readonly Active[];
  /** One list for each chat, oldest first. */
  said: readonly (readonly DayMessage[])[];
}

export function Aligned({ chats, said }: AlignedProps) {
  const t = useT();
  const f = useFormat();
  const shown = useShownName();
  const [all, setAll] = useState(false);
  const total = said.reduce((sum, one) => sum + one.length, 0);
  const minutes = useMemo(() => aligned(said, all ? Infinity : kAtFirst), [said, all]);
  const count = minutes.reduce(
    (sum, { cells }) => sum + cells.reduce((inside, cell) => inside + cell.length, 0),
    0,
  );
  return (
    <>
      <table className={css.aligned} aria-label={t("day.side")}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("day.clock")}</span>
            </th>
            {chats.map((chat) => (
              <th key={chat.chat} scope="col" dir="auto">
                {shown(chat.display_name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map(({ time, cells }, i) => (
            <tr
              key={time}
              className={hourOf(minutes[i - 1]?.time) === hourOf(time) ? "" : css.hour}
            >
              <th scope="row">{time}</th>
              {cells.map((cell, column) => (
                <td key={chats[column]?.chat}>
                  {cell.map((message) => (
                    <Line key={message.id} message={message} chat={chats[column]!} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {count < total && (
        <p className={css.more}>
          <Button onClick={() => setAll(true)}>{t("day.showRest")}</Button>
          {t("day.shown", { n: count, total: f.number(total) })}
        </p>
      )}
    </>
  );
}

const hourOf = (time: string | undefined) => time?.slice(0, 2);

function Line({ message, chat }: { message: DayMessage; chat: Active }) {
  const t = useT();
  const shown = useShownName();
  const who = message.is_mine ? t("hit.me") : message.speaker && shown(message.speaker);
  return (
    <Link
      to={toChat(chat.chat, { m: message.id })}
      className={`${css.line} ${message.is_mine ? css.mine : ""}`}
    >
      {who && (
        <span className={css.who} dir="auto">
          {who}
        </span>
      )}
      <span dir="auto" lang={langOf(message.content)}>
        {message.content}
      </span>
    </Link>
  );
}

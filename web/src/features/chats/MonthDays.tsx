// The days of a month of a conversation as a small calendar: how much was said, press or Enter to go there.
import { type KeyboardEvent, useRef, useState } from "react";
import { useBatch } from "api/query";
import { useFormat, useTimes } from "app/format";
import { dayAfterKey, dayAsk, daysOfMonth } from "features/chats/counts";
import { useT } from "i18n/index";
import { weekdayOf } from "lib/day";
import { quantileLimits, stepOf } from "lib/scale";
import { ErrorState } from "ui/Empty/Empty";
import css from "features/chats/MonthDays.module.css";

export interface MonthDaysProps {
  /** The value of in: for the conversation. */
  chat: string;
  month: string;
  onDay: (day: string) => void;
}

/** Weeks begin on Monday. */
const columnOf = (day: string) => (weekdayOf(day) + 6) % 7;

export function MonthDays({ chat, month, onDay }: MonthDaysProps) {
  const t = useT();
  const times = useTimes();
  const days = daysOfMonth(month);
  const answers = useBatch(days.map((day) => dayAsk(chat, day)));
  const counts = answers.map((one) => one.data?.total);
  const limits = quantileLimits(counts.map((n) => n ?? 0));
  const grid = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<string | undefined>(undefined);
  const tabbed = focus ?? days[Math.max(0, counts.findIndex(Boolean))];
  const failed = answers.find((one) => one.error)?.error;
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = dayAfterKey(days, tabbed ?? "", event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  if (failed)
    return (
      <ErrorState
        text={t("state.failed")}
        details={failed.message}
        onRetry={() => answers.forEach((one) => one.error && void one.refetch())}
      />
    );
  return (
    <table
      ref={grid}
      className={css.grid}
      aria-label={t("chats.monthDays", { month: times.month(month) })}
      aria-busy={counts.includes(undefined)}
      onKeyDown={onKey}
    >
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
            <th key={weekday} scope="col" abbr={times.weekday(weekday, "weekdayLong")}>
              {times.weekday(weekday).replace(/^周/, "")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week, row) => (
          <tr key={row}>
            {week.map((day, column) =>
              day === undefined ? (
                <td key={column} aria-hidden="true" />
              ) : (
                <td key={day}>
                  <Cell
                    day={day}
                    count={counts[days.indexOf(day)]}
                    step={stepOf(counts[days.indexOf(day)] ?? 0, limits)}
                    tabbed={day === tabbed}
                    onDay={onDay}
                  />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  day: string;
  count: number | undefined;
  step: number;
  tabbed: boolean;
  onDay: (day: string) => void;
}

function Cell({ day, count, step, tabbed, onDay }: CellProps) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const name = t("heat.day", { day: times.heading(day), n: count ?? 0 });
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={tabbed ? 0 : -1}
      aria-disabled={!count || undefined}
      className={`${css.day} ${css[`step${step}`]}`}
      title={name}
      onClick={() => count && onDay(day)}
    >
      <span className="visually-hidden">{name}</span>
      <span className={css.number} aria-hidden>
        {Number(day.slice(8))}
      </span>
      <span className={css.count} aria-hidden>
        {count ? f.short(count).text : ""}
      </span>
    </button>
  );
}

/** Rows of seven; undefined outside the month. */
function weeksOf(days: readonly string[]): (string | undefined)[][] {
  const cells: (string | undefined)[] = [
    ...Array.from({ length: columnOf(days[0]!) }, () => undefined),
    ...days,
  ];
  while (cells.length % 7 > 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(7 * row, 7 * row + 7));
}

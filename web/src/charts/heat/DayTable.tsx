// The heat map as a table: a row a month, a column a day of the month, each number a link to its day.
import { useMemo } from "react";
import { useFormat, useTimes } from "app/format";
import { toDay } from "app/links";
import { useT } from "i18n/index";
import { daysInMonth } from "lib/day";
import css from "charts/heat/DayTable.module.css";

export interface DayTableProps {
  /** Messages by "YYYY-MM-DD". */
  counts: Readonly<Record<string, number>>;
  year: number;
  /** "YYYY-MM-DD": days after it are left blank. */
  today: string;
  label: string;
}

const kDays = Array.from({ length: 31 }, (_, i) => i + 1);
const two = (value: number) => String(value).padStart(2, "0");

export function DayTable({ counts, year, today, label }: DayTableProps) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const months = useMemo(
    () => Array.from({ length: 12 }, (_, i) => `${String(year).padStart(4, "0")}-${two(i + 1)}`),
    [year],
  );
  return (
    // Wider than a phone: it scrolls sideways, also by the arrow keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={css.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("heat.month")}</th>
            {kDays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
            <th scope="col">{t("heat.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => {
            const days = kDays.slice(0, daysInMonth(month)).map((day) => `${month}-${two(day)}`);
            return (
              <tr key={month}>
                <th scope="row">{times.day(`${month}-01`, "monthShort")}</th>
                {days.map((day) => (
                  <td key={day}>
                    {counts[day] ? (
                      <a
                        href={toDay(day)}
                        aria-label={t("heat.day", { day: times.heading(day), n: counts[day] })}
                      >
                        {f.number(counts[day])}
                      </a>
                    ) : (
                      <span className={css.none}>{day <= today && f.number(0)}</span>
                    )}
                  </td>
                ))}
                {kDays.slice(days.length).map((day) => (
                  <td key={day} aria-hidden="true" />
                ))}
                <td className={css.sum}>
                  {f.number(days.reduce((sum, day) => sum + (counts[day] ?? 0), 0))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

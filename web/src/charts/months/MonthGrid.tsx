// All the years of a conversation: a row a year, a square a month, each a number that opens its messages.
import { useMemo } from "react";
import { useTimes } from "app/format";
import { useT } from "i18n/index";
import { quantileLimits, stepOf } from "lib/scale";
import { openReceipt } from "ui/Receipts/receipts";
import css from "charts/months/MonthGrid.module.css";

export interface MonthGridProps {
  /** Messages by "YYYY-MM". */
  months: Readonly<Record<string, number>>;
  label: string;
  /** The search of a month, and its heading. */
  query: (month: string) => string;
  title: (month: string) => string;
  /** Why the messages may be others than those counted. */
  why?: string;
}

const kMonths = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));

export function MonthGrid({ months, label, query, title, why }: MonthGridProps) {
  const t = useT();
  const times = useTimes();
  const limits = useMemo(() => quantileLimits(Object.values(months)), [months]);
  const years = useMemo(() => yearsOf(Object.keys(months)), [months]);
  return (
    <table className={css.grid} aria-label={label}>
      <thead>
        <tr>
          <td aria-hidden="true" />
          {kMonths.map((month) => (
            <th key={month} scope="col">
              <MonthName name={times.day(`2024-${month}-01`, "monthShort").replace("月", "")} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {kMonths.map((part) => {
              const month = `${year}-${part}`;
              const count = months[month] ?? 0;
              const name = t("heat.day", { day: times.month(month), n: count });
              return (
                <td key={month}>
                  <button
                    type="button"
                    data-receipt
                    disabled={count === 0}
                    className={`${css.month} ${css[`step${stepOf(count, limits)}`]}`}
                    title={name}
                    data-step={stepOf(count, limits)}
                    aria-label={name}
                    onClick={() =>
                      openReceipt({
                        query: query(month),
                        title: title(month),
                        expected: count,
                        why,
                      })
                    }
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On a narrow page only its first letter. */
function MonthName({ name }: { name: string }) {
  if (/^\d/.test(name)) return name;
  return (
    <abbr title={name} className={css.name}>
      {name[0]}
      <span>{name.slice(1)}</span>
    </abbr>
  );
}

/** From the first to the last year with messages, without gaps. */
function yearsOf(months: string[]): string[] {
  const sorted = months.toSorted();
  const [first, last] = [Number(sorted[0]?.slice(0, 4)), Number(sorted.at(-1)?.slice(0, 4))];
  if (!first || !last) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

// Hits by month or by year; a bar narrows the search to its time.
import { useId } from "react";
import { useTimes } from "app/format";
import { toggled } from "features/search/edit";
import { on, timeBars } from "features/search/facets";
import { useT } from "i18n/index";
import css from "features/search/Facets.module.css";

export interface TimeBarsProps {
  months: Readonly<Record<string, number>>;
  q: string;
  onChange: (q: string) => void;
}

export function TimeBars({ months, q, onChange }: TimeBarsProps) {
  const t = useT();
  const times = useTimes();
  const id = useId();
  const bars = timeBars(months, q);
  if (bars.length === 0) return null;
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const named = (when: string) => (when.length > 4 ? times.month(when) : when);
  const [first, last] = [bars[0]!.when, bars.at(-1)!.when];
  return (
    <section role="group" aria-labelledby={id} className={css.group}>
      <h2 id={id}>{t("search.times")}</h2>
      <ul className={css.bars}>
        {bars.map(({ when, count, state }) => {
          const name = t("heat.day", { day: named(when), n: count });
          return (
            <li key={when}>
              <button
                type="button"
                className={`${css.bar} ${state === "with" ? css.barOn : ""}`}
                title={name}
                aria-label={name}
                aria-pressed={state === "with"}
                disabled={count === 0 && state === undefined}
                onClick={(event) =>
                  onChange(toggled(q, on(when), event.altKey ? "without" : "with"))
                }
              >
                <span style={{ height: `${(100 * count) / most}%` }} />
              </button>
            </li>
          );
        })}
      </ul>
      <p className={css.ends} aria-hidden>
        <span>{named(first)}</span>
        <span>{first === last ? "" : named(last)}</span>
      </p>
    </section>
  );
}

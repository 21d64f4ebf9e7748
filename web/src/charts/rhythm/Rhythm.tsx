// When one talks: bars by hour and by day of the week, each a number that opens its messages.
import { useFormat } from "app/format";
import { useT } from "i18n/index";
import { openReceipt } from "ui/Receipts/receipts";
import css from "charts/rhythm/Rhythm.module.css";

export interface RhythmBar {
  key: string;
  /** Under the bar; "" leaves it out where there is no room. */
  short: string;
  /** "21:00 to 22:00" */
  name: string;
  count: number;
  query: string;
}
export interface RhythmProps {
  label: string;
  bars: readonly RhythmBar[];
  title: (bar: RhythmBar) => string;
}

export function Rhythm({ label, bars, title }: RhythmProps) {
  const t = useT();
  const f = useFormat();
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const busiest = bars.find((bar) => bar.count === most);
  return (
    <figure className={css.rhythm}>
      <ul className={css.bars} aria-label={label}>
        {bars.map((bar) => {
          const name = t("heat.day", { day: bar.name, n: bar.count });
          return (
            <li key={bar.key} className={css.column}>
              <button
                type="button"
                data-receipt
                disabled={bar.count === 0}
                className={css.bar}
                title={name}
                aria-label={name}
                onClick={() =>
                  openReceipt({ query: bar.query, title: title(bar), expected: bar.count })
                }
              >
                <span style={{ height: `${(100 * bar.count) / most}%` }} />
              </button>
              <span className={css.short} aria-hidden>
                {bar.short}
              </span>
            </li>
          );
        })}
      </ul>
      {busiest && busiest.count > 0 && (
        <figcaption className={css.most}>
          {t("rhythm.most", { when: busiest.name, n: f.number(busiest.count) })}
        </figcaption>
      )}
    </figure>
  );
}

// One year as a calendar, with a step to the years beside it; a day opens the time machine.
import { useState } from "react";
import { HeatMapCalendar } from "charts/heat/HeatMapCalendar";
import { useFormat } from "app/format";
import { useKeys } from "app/keys";
import { toDay } from "app/links";
import { go } from "app/router";
import { yearsIn } from "features/home/memories";
import { tx, useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { ChevronLeft, ChevronRight } from "ui/Icon/icons";
import { Num } from "ui/Num/Num";
import css from "features/home/Home.module.css";

export default function YearMap({
  counts,
  today,
}: {
  counts: Record<string, number>;
  today: string;
}) {
  const t = useT();
  const f = useFormat();
  const years = yearsIn(counts);
  const [chosen, setChosen] = useState<number>();
  const year = chosen ?? years.at(-1) ?? Number(today.slice(0, 4));
  const at = years.indexOf(year);
  const step = (by: number) => setChosen(years[at + by] ?? year);
  useKeys([
    { keys: "[", text: t("home.yearBefore"), run: () => step(-1) },
    { keys: "]", text: t("home.yearAfter"), run: () => step(1) },
  ]);
  const total = Object.entries(counts).reduce(
    (sum, [day, count]) => (Number(day.slice(0, 4)) === year ? sum + count : sum),
    0,
  );
  return (
    <>
      <header className={css.yearHead}>
        <h2 id="the-year">{year}</h2>
        <span className={css.yearTotal}>
          {tx("home.yearTotal", {
            n: (
              <Num
                key="n"
                value={total}
                query={`on:${year}`}
                title={t("home.yearTitle", { year: String(year) })}
                why={t("home.whyOfficial")}
              />
            ),
          })}
        </span>
        <span className={css.steps}>
          <IconButton
            icon={ChevronLeft}
            label={t("home.yearBefore")}
            disabled={at <= 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronRight}
            label={t("home.yearAfter")}
            disabled={at >= years.length - 1}
            onClick={() => step(1)}
          />
        </span>
      </header>
      <HeatMapCalendar
        counts={counts}
        year={year}
        today={today}
        label={t("home.heatLabel", { year: String(year), n: f.number(total) })}
        onDay={(day) => go(toDay(day))}
      />
    </>
  );
}

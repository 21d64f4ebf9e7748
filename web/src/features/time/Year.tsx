// One year as a calendar or as a table, and the way to the years beside it.
import { DayTable } from "charts/heat/DayTable";
import { HeatMapCalendar } from "charts/heat/HeatMapCalendar";
import { useFormat } from "app/format";
import { useKeys } from "app/keys";
import { toDay } from "app/links";
import { go, useQueryParam } from "app/router";
import { type Counts, totalOf, yearsIn } from "features/time/days";
import { tx, useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { IconButton } from "ui/Button/Button";
import { Select } from "ui/Form/Field";
import { Segmented } from "ui/Form/Segmented";
import { ChevronLeft, ChevronRight } from "ui/Icon/icons";
import { Num } from "ui/Num/Num";
import css from "features/time/Time.module.css";

const kShapes = ["calendar", "table"] as const;

export function Year({ counts, today }: { counts: Counts; today: string }) {
  const t = useT();
  const f = useFormat();
  const years = yearsIn(counts);
  const [yearParam, setYear] = useQueryParam("year");
  const [shapeParam, setShape] = useQueryParam("as");
  const shape = shapeParam === "table" ? "table" : "calendar";
  const newest = years.at(-1) ?? Number(today.slice(0, 4));
  const year = years.includes(Number(yearParam)) ? Number(yearParam) : newest;
  const at = years.indexOf(year);
  const choose = (next: number | undefined) => {
    if (next !== undefined) setYear(next === newest ? "" : String(next));
  };
  const step = (by: number) => choose(years[at + by]);
  useKeys([
    { keys: "[", text: t("time.yearBefore"), run: () => step(-1) },
    { keys: "]", text: t("time.yearAfter"), run: () => step(1) },
  ]);
  const total = totalOf(counts, `${year}-`);
  const label = t("time.heatLabel", { year: String(year), n: f.number(total) });
  return (
    <section aria-labelledby="year">
      <header className={css.head}>
        <h2 id="year" className={css.year}>
          {year}
        </h2>
        <span>
          {tx("time.yearTotal", {
            count: total,
            n: (
              <Num
                key="n"
                value={total}
                query={receipt({ on: String(year) })}
                title={t("time.yearTitle", { year: String(year) })}
                why={t("time.whyOfficial")}
              />
            ),
          })}
        </span>
        <span className={css.steps}>
          <IconButton
            icon={ChevronLeft}
            label={t("time.yearBefore")}
            disabled={at <= 0}
            onClick={() => step(-1)}
          />
          <Select
            bare
            label={t("time.chooseYear")}
            value={String(year)}
            onChange={(value) => choose(Number(value))}
            options={years.toReversed().map((one) => ({ value: String(one), text: String(one) }))}
          />
          <IconButton
            icon={ChevronRight}
            label={t("time.yearAfter")}
            disabled={at >= years.length - 1}
            onClick={() => step(1)}
          />
        </span>
        <Segmented
          label={t("time.shape")}
          value={shape}
          onChange={(value) => setShape(value === "table" ? value : "")}
          options={kShapes.map((value) => ({ value, text: t(`time.as.${value}`) }))}
        />
      </header>
      {shape === "table" ? (
        <DayTable counts={counts} year={year} today={today} label={label} />
      ) : (
        <>
          <HeatMapCalendar
            counts={counts}
            year={year}
            today={today}
            label={label}
            onDay={(day) => go(toDay(day))}
          />
          <p className={`${css.hint} ${css.keys}`} data-print="never">
            {t("time.heatHint")}
          </p>
        </>
      )}
    </section>
  );
}

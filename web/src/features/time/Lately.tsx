// The last 30, 90 or 365 days as bars (W041), summed up in one sentence whose numbers open their messages.
import { useAsk } from "api/query";
import { trend } from "api/surfaces/archive";
import { Trend } from "charts/trend/Trend";
import { useTimes } from "app/format";
import { toDay } from "app/links";
import { go, useQueryParam } from "app/router";
import { busiestDay, spanQuery } from "features/time/days";
import { tx, useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Segmented } from "ui/Form/Segmented";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import css from "features/time/Time.module.css";

const kSpans = ["30", "90", "365"] as const;

export function Lately({ today }: { today: string }) {
  const t = useT();
  const [param, setParam] = useQueryParam("days");
  const span = kSpans.find((one) => one === param) ?? "90";
  const points = useAsk(trend(Number(span)));
  return (
    <section aria-labelledby="lately">
      <header className={css.head}>
        <h2 id="lately">{t("time.lately")}</h2>
        <Segmented
          label={t("time.span")}
          value={span}
          onChange={(value) => setParam(value === "90" ? "" : value)}
          options={kSpans.map((value) => ({ value, text: t("time.days", { n: Number(value) }) }))}
        />
      </header>
      <Part query={points} height={184}>
        {(all) => {
          const label = t("time.trendLabel", { n: all.length });
          return (
            <figure aria-label={label}>
              <Trend points={all} label={label} onDay={(day) => go(toDay(day))} />
              <Summary points={all} today={today} />
            </figure>
          );
        }}
      </Part>
    </section>
  );
}

interface SummaryProps {
  points: readonly { date: string; count: number }[];
  today: string;
}

function Summary({ points, today }: SummaryProps) {
  const t = useT();
  const times = useTimes();
  const total = points.reduce((sum, point) => sum + point.count, 0);
  const busiest = busiestDay(Object.fromEntries(points.map(({ date, count }) => [date, count])));
  const first = points[0]?.date ?? today;
  const last = points.at(-1)?.date ?? today;
  if (!busiest) return <figcaption className={css.hint}>{t("time.quiet")}</figcaption>;
  return (
    <figcaption className={css.hint}>
      {tx("time.summary", {
        days: points.length,
        count: total,
        n: (
          <Num
            key="n"
            value={total}
            query={spanQuery(first, last)}
            title={t("time.spanTitle", { from: times.day(first), to: times.day(last) })}
            why={t("time.whyOfficial")}
          />
        ),
        day: times.day(busiest[0]),
        most: (
          <Num
            key="most"
            value={busiest[1]}
            query={receipt({ on: busiest[0] })}
            title={times.heading(busiest[0])}
            why={t("time.whyOfficial")}
          />
        ),
      })}
    </figcaption>
  );
}

// All years: a row a year, a square a month, each opening its messages.
import { useMemo } from "react";
import { MonthGrid } from "charts/months/MonthGrid";
import { useTimes } from "app/format";
import { type Counts, monthsOf } from "features/time/days";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";

export function Months({ counts }: { counts: Counts }) {
  const t = useT();
  const times = useTimes();
  const months = useMemo(() => monthsOf(counts), [counts]);
  return (
    <section aria-labelledby="months">
      <h2 id="months">{t("time.months")}</h2>
      <MonthGrid
        months={months}
        label={t("time.monthsLabel")}
        query={(month) => receipt({ on: month })}
        title={(month) => times.month(month)}
        why={t("time.whyOfficial")}
      />
    </section>
  );
}

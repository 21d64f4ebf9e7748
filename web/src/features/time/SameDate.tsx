// The same date in other years, on the thread; each opens its day, each number its messages.
import { useTimes } from "app/format";
import { toDay } from "app/links";
import { type Counts, sameDates } from "features/time/days";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { Thread } from "ui/Thread/Thread";
import css from "features/time/Time.module.css";

export function SameDate({ counts, day }: { counts: Counts; day: string }) {
  const t = useT();
  const times = useTimes();
  const days = sameDates(counts, day);
  const shown = times.day(day, "dateShort");
  if (days.length === 0) return <p className={css.hint}>{t("time.sameDateNone")}</p>;
  return (
    <Thread
      label={t("time.sameDate", { day: shown })}
      items={days.map((one) => ({
        key: one,
        content: (
          <span className={css.same}>
            <Link to={toDay(one)}>{times.heading(one)}</Link>
            <Num
              value={counts[one] ?? 0}
              query={receipt({ on: one })}
              title={times.heading(one)}
              unit={t("time.messages", { n: counts[one] ?? 0 })}
              why={t("time.whyOfficial")}
            />
          </span>
        ),
      }))}
    />
  );
}

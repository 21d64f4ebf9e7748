// Time: a year as a calendar, all months, the last weeks as bars, and this date in other years.
import { useAsk } from "api/query";
import { heatmap } from "api/surfaces/archive";
import { useTimes } from "app/format";
import { totalOf } from "features/time/days";
import { JumpToDay } from "features/time/JumpToDay";
import { Lately } from "features/time/Lately";
import { Months } from "features/time/Months";
import { SameDate } from "features/time/SameDate";
import { Year } from "features/time/Year";
import { useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { Part } from "ui/Part/Part";
import { PrintFoot } from "ui/Print/PrintFoot";
import { Screen } from "ui/Screen/Screen";
import css from "features/time/Time.module.css";

export default function TimeScreen() {
  const t = useT();
  const times = useTimes();
  const days = useAsk(heatmap());
  const today = times.dayOf(Date.now());
  return (
    <Screen
      title={t("time.title")}
      actions={days.data && <JumpToDay counts={days.data} today={today} />}
    >
      <Part
        query={days}
        says={t("time.counting")}
        height={180}
        empty={{
          when: (counts) => Object.keys(counts).length === 0,
          state: <EmptyState text={t("time.none")} drawing="calendar" />,
        }}
      >
        {(counts) => (
          <div className={css.time}>
            <Year counts={counts} today={today} />
            <Lately today={today} />
            <div className={css.halves}>
              <Months counts={counts} />
              <section aria-labelledby="same-date">
                <h2 id="same-date">{t("time.sameDate", { day: times.day(today, "dateShort") })}</h2>
                <SameDate counts={counts} day={today} />
              </section>
            </div>
            <PrintFoot count={totalOf(counts, "")} />
          </div>
        )}
      </Part>
    </Screen>
  );
}

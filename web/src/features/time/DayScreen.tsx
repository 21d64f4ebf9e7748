// The time machine: who and where on one day, read side by side, aligned by the clock.
import { useBatch } from "api/query";
import { activeOn, type DayActivity, heatmap } from "api/surfaces/archive";
import { useTimes } from "app/format";
import { useKeys } from "app/keys";
import { toDay, toTime } from "app/links";
import { go, useParams } from "app/router";
import { type Counts, dayAfter, dayBefore, nearest } from "features/time/days";
import { JumpToDay } from "features/time/JumpToDay";
import { SameDate } from "features/time/SameDate";
import { SideBySide } from "features/time/SideBySide";
import { tx, useT } from "i18n/index";
import { isDay } from "lib/day";
import { receipt } from "lib/query-language";
import { EmptyState } from "ui/Empty/Empty";
import { Icon } from "ui/Icon/Icon";
import { ChevronLeft, ChevronRight } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import { PrintFoot } from "ui/Print/PrintFoot";
import { Screen } from "ui/Screen/Screen";
import css from "features/time/Day.module.css";

export default function DayScreen() {
  const t = useT();
  const { date } = useParams("day");
  const back = { to: toTime(), text: t("time.title") };
  if (isDay(date)) return <Day key={date} date={date} back={back} />;
  return (
    <Screen title={date} back={back}>
      <EmptyState text={t("day.unknown", { date })} drawing="calendar" />
    </Screen>
  );
}

function Day({ date, back }: { date: string; back: { to: string; text: string } }) {
  const t = useT();
  const times = useTimes();
  const today = times.dayOf(Date.now());
  const [active, days] = useBatch([activeOn(date), heatmap()]);
  const counts = days.data ?? {};
  const [before, after] = [dayBefore(date), dayAfter(date)];
  useKeys([
    { keys: "[", text: t("day.before"), run: () => go(toDay(before)) },
    { keys: "]", text: t("day.after"), run: () => after <= today && go(toDay(after)) },
  ]);
  return (
    <Screen
      title={times.heading(date)}
      back={back}
      actions={
        <>
          <Link to={toDay(before)} as="plain">
            <Icon of={ChevronLeft} />
            {times.day(before, "dateShort")}
          </Link>
          {after <= today && (
            <Link to={toDay(after)} as="plain">
              {times.day(after, "dateShort")}
              <Icon of={ChevronRight} />
            </Link>
          )}
          {days.data && <JumpToDay counts={days.data} today={today} day={date} />}
        </>
      }
    >
      <Part
        query={active}
        says={t("day.reading")}
        lines={8}
        empty={{
          when: ({ contacts, groups }) => contacts.length + groups.length === 0,
          state: <Quiet date={date} counts={counts} />,
        }}
      >
        {(activity) => (
          <>
            <Sum date={date} activity={activity} count={days.data?.[date]} />
            <SideBySide date={date} activity={activity} />
          </>
        )}
      </Part>
      <section className={css.same} aria-labelledby="same-date">
        <h2 id="same-date">{t("time.sameDate", { day: times.day(date, "dateShort") })}</h2>
        <Part query={days} lines={2}>
          {(all) => <SameDate counts={all} day={date} />}
        </Part>
      </section>
      <PrintFoot count={days.data?.[date]} query={receipt({ on: date })} />
    </Screen>
  );
}

interface SumProps {
  date: string;
  activity: DayActivity;
  count: number | undefined;
}

/** The number of the day; where the chats below add up to another, the difference is said. */
function Sum({ date, activity, count }: SumProps) {
  const t = useT();
  const times = useTimes();
  const chats = [...activity.contacts, ...activity.groups];
  const sum = chats.reduce((all, one) => all + one.count, 0);
  const shown = count ?? sum;
  return (
    <p className={css.sum}>
      {tx("day.total", {
        count: shown,
        chats: chats.length,
        n: (
          <Num
            key="n"
            value={shown}
            query={receipt({ on: date })}
            title={times.heading(date)}
            why={t("time.whyOfficial")}
          />
        ),
      })}
      {count !== undefined && count !== sum && (
        <span className={css.differs}>{t("day.differs", { n: Math.abs(count - sum), sum })}</span>
      )}
    </p>
  );
}

/** A day without messages: the way to the nearest ones. */
function Quiet({ date, counts }: { date: string; counts: Counts }) {
  const t = useT();
  const times = useTimes();
  const { before, after } = nearest(counts, date);
  return (
    <EmptyState
      text={t("day.quiet")}
      drawing="calendar"
      action={
        <>
          {before && (
            <Link to={toDay(before)} as="plain">
              <Icon of={ChevronLeft} />
              {times.day(before)}
            </Link>
          )}
          {after && (
            <Link to={toDay(after)} as="plain">
              {times.day(after)}
              <Icon of={ChevronRight} />
            </Link>
          )}
        </>
      }
    />
  );
}

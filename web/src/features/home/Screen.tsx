// Home: this day in past years, people to write to, the year, and what comes.
import { lazy, Suspense, useState } from "react";
import { useBatch } from "api/query";
import { heatmap } from "api/surfaces/archive";
import { directory, find } from "api/surfaces/kith";
import { useBoot } from "app/boot";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import { greetingAt } from "features/home/memories";
import { ThisDay } from "features/home/ThisDay";
import { kNotices, kSaid, Totals } from "features/home/Totals";
import { WriteTo } from "features/home/WriteTo";
import { useT } from "i18n/index";
import { localAt } from "lib/zone";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/home/Home.module.css";

// Below the first lines: its code comes beside the first answers.
const YearMap = lazy(() => import("features/home/YearMap"));
const ComingUp = lazy(() => import("features/home/ComingUp"));
const kYearHeight = 190;

/** Everything that was said, and the rest of what the search goes through. */
const kAsked = [find(kSaid, { limit: 1 }), find(kNotices, { limit: 1 })] as const;

export default function HomeScreen() {
  const t = useT();
  const { self } = useBoot();
  const times = useTimes();
  const name = useShownName();
  const [now] = useState(() => Date.now());
  const greeting = greetingAt(localAt(times.zone, now).hour);
  const heading = self?.name
    ? t(`home.hello.${greeting}`, { name: name(self.name) })
    : t(`home.plain.${greeting}`);
  return (
    <Screen title={t("home.title")} heading={heading}>
      <Home now={now} />
    </Screen>
  );
}

/** Two requests: days, names and the total at once, then what hangs on them. */
function Home({ now }: { now: number }) {
  const t = useT();
  const times = useTimes();
  const [days, people, said, notices] = useBatch([heatmap(), directory(), ...kAsked]);
  const today = times.dayOf(now);
  return (
    <div className={css.home}>
      <section className={css.day} aria-labelledby="this-day">
        <h2 id="this-day">{t("home.thisDay")}</h2>
        <Part query={days} lines={4}>
          {(counts) => <ThisDay counts={counts} today={today} />}
        </Part>
      </section>
      <section className={css.write} aria-labelledby="write-to">
        <h2 id="write-to">{t("home.writeTo")}</h2>
        <Part query={people} lines={4}>
          {(entries) => <WriteTo entries={entries} now={now} />}
        </Part>
      </section>
      <section className={css.totals} aria-label={t("home.totals")}>
        <Totals said={said.data?.total} notices={notices.data?.total} entries={people.data} />
      </section>
      <section className={css.year} aria-labelledby="the-year">
        <Part query={days} height={kYearHeight}>
          {(counts) => (
            <Suspense fallback={<Skeleton says={t("state.loading")} height={kYearHeight} />}>
              <YearMap counts={counts} today={today} />
            </Suspense>
          )}
        </Part>
      </section>
      <section className={css.coming} aria-labelledby="coming-up">
        <h2 id="coming-up">{t("home.coming")}</h2>
        <Part query={people} lines={3}>
          {(entries) => (
            <Suspense fallback={<Skeleton says={t("state.loading")} />}>
              <ComingUp entries={entries} today={today} />
            </Suspense>
          )}
        </Part>
      </section>
    </div>
  );
}

// The rhythm: by hour and by day of the week, in the archive's zone.
import { useBatch } from "api/query";
import { Rhythm, type RhythmBar } from "charts/rhythm/Rhythm";
import { useTimes } from "app/format";
import { countAsk, hourQuery, weekdayQuery } from "features/people/overview";
import { useT } from "i18n/index";
import { Part } from "ui/Part/Part";
import css from "features/people/Person.module.css";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Monday first; 0 is Sunday. */
const weekdays = [1, 2, 3, 4, 5, 6, 0];
const two = (hour: number) => String(hour).padStart(2, "0");

export function Times({ chat, name }: { chat: string; name: string }) {
  const t = useT();
  const times = useTimes();
  const hourQueries = hours.map((hour) => hourQuery(chat, hour));
  const dayQueries = weekdays.map((day) => weekdayQuery(chat, day));
  const answers = useBatch([...hourQueries, ...dayQueries].map(countAsk));
  const failed = answers.find((answer) => answer.error);
  const ready = answers.every((answer) => answer.data);
  const query = {
    data: ready ? answers.map((answer) => answer.data?.total ?? 0) : undefined,
    error: failed?.error ?? null,
    refetch: () => answers.forEach((answer) => void answer.refetch()),
  };
  const byHour = (counts: number[]): RhythmBar[] =>
    hours.map((hour, i) => ({
      key: two(hour),
      short: hour % 6 === 0 ? two(hour) : "",
      name: t("person.hour", { from: `${two(hour)}:00`, to: `${two((hour + 1) % 24)}:00` }),
      count: counts[i] ?? 0,
      query: hourQueries[i] ?? "",
    }));
  const byDay = (counts: number[]): RhythmBar[] =>
    weekdays.map((day, i) => ({
      key: String(day),
      short: times.weekday(day),
      name: times.weekday(day, "weekdayLong"),
      count: counts[hours.length + i] ?? 0,
      query: dayQueries[i] ?? "",
    }));
  const title = (bar: RhythmBar) => t("person.whenTitle", { name, when: bar.name });
  return (
    <section className={css.wide} aria-labelledby="rhythm">
      <h2 id="rhythm">{t("person.rhythm")}</h2>
      <Part query={query} height={140} says={t("person.counting")}>
        {(counts) => (
          <div className={css.rhythm}>
            <Rhythm label={t("person.byHour")} bars={byHour(counts)} title={title} />
            <Rhythm label={t("person.byDay")} bars={byDay(counts)} title={title} />
          </div>
        )}
      </Part>
    </section>
  );
}

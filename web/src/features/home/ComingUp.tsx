// Dates that come: round numbers of days, and anniversaries of first messages.
import { useMemo } from "react";
import { useAsk } from "api/query";
import { contactStats } from "api/surfaces/archive";
import { useTimes } from "app/format";
import { toPerson } from "app/links";
import { useShownName } from "app/names";
import type { Entry } from "api/surfaces/kith";
import { comingDates } from "features/home/memories";
import { useT } from "i18n/index";
import { fromSeconds } from "lib/time";
import { Avatar } from "ui/Avatar/Avatar";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import css from "features/home/Home.module.css";

const kShown = 4;

export default function ComingUp({ entries, today }: { entries: readonly Entry[]; today: string }) {
  const t = useT();
  const times = useTimes();
  const name = useShownName();
  const stats = useAsk(contactStats());
  const { data } = stats;
  const coming = useMemo(() => {
    const first = new Map(
      (data ?? []).map((one) => [one.username, fromSeconds(one.first_message_ts)]),
    );
    return comingDates(
      entries,
      (entry) => {
        const at = first.get(entry.id);
        return at === undefined ? undefined : times.dayOf(at);
      },
      today,
    ).slice(0, kShown);
  }, [data, entries, today, times]);
  const none = <p className={css.none}>{t("home.comingNone")}</p>;
  return (
    <Part query={stats} lines={3} empty={{ when: () => coming.length === 0, state: none }}>
      {() => (
        <ul className={css.dates}>
          {coming.map((one) => (
            <li key={`${one.entry.id} ${one.kind}`}>
              <Link to={toPerson(one.entry.id)} className={css.date}>
                <Avatar
                  id={one.entry.id}
                  name={one.entry.name}
                  src={one.entry.avatar}
                  size={32}
                  beside
                />
                <span className={css.names}>
                  <span className={css.name} dir="auto">
                    {name(one.entry.name)}
                  </span>
                  <span className={css.facts}>
                    {times.day(one.day, "dateShort")} ·{" "}
                    {one.kind === "days"
                      ? t("home.days", { n: one.count })
                      : t("home.years", { n: one.count })}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

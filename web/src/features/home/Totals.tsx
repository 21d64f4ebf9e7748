// The size of it all in one line of large quiet numbers.
import { useBoot } from "app/boot";
import { useTimes } from "app/format";
import { toDay } from "app/links";
import type { Entry } from "api/surfaces/kith";
import { useT } from "i18n/index";
import { fromSeconds } from "lib/time";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { StatTile } from "ui/StatTile/StatTile";
import css from "features/home/Home.module.css";

interface TotalsProps {
  /** What the receipt of all messages counts; undefined while it is asked. */
  total: number | undefined;
  entries: readonly Entry[];
}

export function Totals({ total, entries }: TotalsProps) {
  const t = useT();
  const times = useTimes();
  const { archive } = useBoot();
  const first = fromSeconds(archive.first);
  const people = entries.filter((entry) => entry.kind === "person" && entry.count > 0).length;
  const groups = entries.filter((entry) => entry.kind === "group").length;
  return (
    <div className={css.tiles}>
      <StatTile label={t("home.allMessages")}>
        <Num
          value={total ?? archive.messages}
          query={total === undefined ? undefined : "-is:system"}
          title={t("home.allMessages")}
          compact
          size="large"
        />
      </StatTile>
      <StatTile label={t("home.people")}>
        <Link to="#/people" className={css.bigLink}>
          <Num value={people} title={t("home.people")} size="large" />
        </Link>
      </StatTile>
      <StatTile label={t("home.groups")}>
        <Link to="#/people?kind=group" className={css.bigLink}>
          <Num value={groups} title={t("home.groups")} size="large" />
        </Link>
      </StatTile>
      <StatTile label={t("home.since")}>
        {first !== undefined && (
          <Link to={toDay(times.dayOf(first))} className={css.bigLink}>
            {times.date(first)}
          </Link>
        )}
      </StatTile>
    </div>
  );
}

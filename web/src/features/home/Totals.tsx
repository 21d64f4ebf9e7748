// The size of it all in one line of large quiet numbers.
import { useBoot } from "app/boot";
import { useTimes } from "app/format";
import { toDay } from "app/links";
import type { Entry } from "api/surfaces/kith";
import { tx, useT } from "i18n/index";
import { fromSeconds } from "lib/time";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { StatTile } from "ui/StatTile/StatTile";
import css from "features/home/Home.module.css";

/** What people said, and what only tells what happened: both together are what the search goes through. */
export const kSaid = "-is:system";
export const kNotices = "is:system";

/** Undefined: not known yet. */
interface TotalsProps {
  said: number | undefined;
  notices: number | undefined;
  entries: readonly Entry[] | undefined;
}

export function Totals({ said, notices, entries }: TotalsProps) {
  const t = useT();
  const times = useTimes();
  const { archive } = useBoot();
  const first = fromSeconds(archive.first);
  const people = entries?.filter((entry) => entry.kind === "person" && entry.count > 0).length;
  const groups = entries?.filter((entry) => entry.kind === "group").length;
  return (
    <div className={css.tiles}>
      <StatTile
        label={t("home.allMessages")}
        comparison={
          said !== undefined &&
          notices !== undefined &&
          notices > 0 &&
          tx("home.notices", {
            n: (
              <Num
                key="n"
                value={notices}
                query={kNotices}
                title={t("home.noticesTitle")}
                compact
              />
            ),
          })
        }
      >
        <Num
          value={said ?? archive.messages}
          query={said === undefined ? undefined : kSaid}
          title={t("home.allMessages")}
          compact
          size="large"
        />
      </StatTile>
      <StatTile label={t("home.people")}>
        {people !== undefined && (
          <Link to="#/people" className={css.bigLink}>
            <Num value={people} title={t("home.people")} size="large" />
          </Link>
        )}
      </StatTile>
      <StatTile label={t("home.groups")}>
        {groups !== undefined && (
          <Link to="#/people?kind=group" className={css.bigLink}>
            <Num value={groups} title={t("home.groups")} size="large" />
          </Link>
        )}
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

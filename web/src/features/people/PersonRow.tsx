// One row of the list of people: who, since when, how it goes, and the number that opens their messages.
import type { Entry } from "api/surfaces/kith";
import type { ContactStats } from "api/types";
import { useFormat, useTimes } from "app/format";
import { toChat, toPerson } from "app/links";
import { useShownName } from "app/names";
import { changeOf } from "features/people/order";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Num } from "ui/Num/Num";
import { Who } from "ui/Who/Who";
import css from "features/people/People.module.css";

export interface PersonRowProps {
  entry: Entry;
  /** The value of in: for this chat. */
  query: string;
  stats?: ContactStats;
}

/** Below this the change is part of ordinary life. */
const kWorthSaying = 0.25;

export function PersonRow({ entry, query, stats }: PersonRowProps) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const shown = useShownName();
  const name = shown(entry.name);
  const change = changeOf(stats);
  const to = entry.kind === "person" ? toPerson(entry.id) : toChat(entry.id);
  const since = stats?.first_message_ts
    ? times.month(times.dayOf(stats.first_message_ts * 1000).slice(0, 7))
    : "";
  return (
    <div className={css.row}>
      <Who
        entry={entry}
        to={to}
        className={css.who}
        below={[since && t("people.since", { month: since }), shown(entry.alt[0] ?? "")]
          .filter((part) => part && part !== "··")
          .join(" · ")}
      />
      <span className={css.change}>
        {change !== undefined && change <= -kWorthSaying && (
          <span title={t("people.changeWhy", { peak: stats?.peak_period ?? "" })}>
            {t("people.change", { change: f.percent(change) })}
          </span>
        )}
      </span>
      <span className={css.last}>
        {entry.last > 0 && (
          <time dateTime={times.machine(entry.last * 1000)} title={times.stamp(entry.last * 1000)}>
            {times.brief(entry.last * 1000, Date.now())}
          </time>
        )}
      </span>
      <span className={css.count}>
        <Num
          value={entry.count}
          query={receipt({ in: query })}
          title={t("people.messagesWith", { name })}
          compact
        />
      </span>
    </div>
  );
}

// How much, whose, how often one begins, how late; and the months of all years.
import { useBatch } from "api/query";
import { MonthGrid } from "charts/months/MonthGrid";
import { useFormat, useTimes } from "app/format";
import { busiest, monthQuery, overviewAsks, overviewQueries } from "features/people/overview";
import { tx, useT } from "i18n/index";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import { StatTile } from "ui/StatTile/StatTile";
import css from "features/people/Person.module.css";

export function Numbers({ chat, name }: { chat: string; name: string }) {
  const t = useT();
  const queries = overviewQueries(chat);
  const [all, mine, openers, myOpeners, late] = useBatch(overviewAsks(queries));
  return (
    <>
      <section className={css.tiles} aria-label={t("person.numbers")}>
        <Part query={all} lines={2}>
          {({ total }) => (
            <Tiles
              name={name}
              queries={queries}
              totals={{
                all: total,
                mine: mine.data?.total,
                openers: openers.data?.total,
                myOpeners: myOpeners.data?.total,
                late: late.data?.total,
              }}
            />
          )}
        </Part>
      </section>
      <section className={css.wide} aria-labelledby="months">
        <h2 id="months">{t("person.months")}</h2>
        <Part query={all} height={120}>
          {({ facets }) => <Months months={facets?.month ?? {}} chat={chat} name={name} />}
        </Part>
      </section>
    </>
  );
}

type Totals = Record<keyof ReturnType<typeof overviewQueries>, number | undefined> & {
  all: number;
};
interface TilesProps {
  name: string;
  queries: ReturnType<typeof overviewQueries>;
  totals: Totals;
}

function Tiles({ name, queries, totals }: TilesProps) {
  const t = useT();
  const f = useFormat();
  const { all, mine, openers, myOpeners, late } = totals;
  const share = (part: number | undefined, whole: number | undefined) =>
    part === undefined || !whole ? "" : f.percent(part / whole);
  const theirs = mine === undefined ? undefined : all - mine;
  return (
    <>
      <StatTile
        label={t("person.messages")}
        comparison={theirs !== undefined && t("person.theirs", { share: share(theirs, all) })}
      >
        <Num value={all} query={queries.all} title={t("person.allTitle", { name })} size="large" />
      </StatTile>
      <StatTile
        label={t("person.mine")}
        comparison={mine !== undefined && t("person.ofAll", { share: share(mine, all) })}
      >
        {mine !== undefined && (
          <Num
            value={mine}
            query={queries.mine}
            title={t("person.mineTitle", { name })}
            size="large"
          />
        )}
      </StatTile>
      <StatTile
        label={t("person.conversations")}
        comparison={
          myOpeners !== undefined &&
          tx("person.youOpen", {
            share: share(myOpeners, openers),
            n: (
              <Num
                key="n"
                value={myOpeners}
                query={queries.myOpeners}
                title={t("person.myOpenersTitle", { name })}
              />
            ),
          })
        }
      >
        {openers !== undefined && (
          <Num
            value={openers}
            query={queries.openers}
            title={t("person.openersTitle", { name })}
            size="large"
          />
        )}
      </StatTile>
      <StatTile
        label={t("person.late")}
        comparison={late !== undefined && t("person.ofAll", { share: share(late, all) })}
      >
        {late !== undefined && (
          <Num
            value={late}
            query={queries.late}
            title={t("person.lateTitle", { name })}
            size="large"
          />
        )}
      </StatTile>
    </>
  );
}

function Months({
  months,
  chat,
  name,
}: {
  months: Record<string, number>;
  chat: string;
  name: string;
}) {
  const t = useT();
  const times = useTimes();
  const most = busiest(months);
  const title = (month: string) => t("person.monthTitle", { month: times.month(month), name });
  return (
    <>
      <MonthGrid
        months={months}
        label={t("person.monthsLabel", { name })}
        query={(month) => monthQuery(chat, month)}
        title={title}
      />
      {most && (
        <p className={css.note}>
          {tx("person.busiest", {
            month: times.month(most[0]),
            n: (
              <Num
                key="n"
                value={most[1]}
                query={monthQuery(chat, most[0])}
                title={title(most[0])}
              />
            ),
          })}
        </p>
      )}
    </>
  );
}

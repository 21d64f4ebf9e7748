// This day in past years, on the thread: how many messages, with whom, and one sentence.
import { useAsk } from "api/query";
import { activeOn } from "api/surfaces/archive";
import { find } from "api/surfaces/kith";
import { useTimes } from "app/format";
import { toChat, toDay } from "app/links";
import { useShownName } from "app/names";
import { memorable, pastDays } from "features/home/memories";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { Thread } from "ui/Thread/Thread";
import css from "features/home/Home.module.css";

const kYears = 4;

export function ThisDay({ counts, today }: { counts: Record<string, number>; today: string }) {
  const t = useT();
  const days = pastDays(counts, today).slice(0, kYears);
  if (days.length === 0) return <p className={css.none}>{t("home.thisDayNone")}</p>;
  const items = days.map((day) => ({
    key: day,
    content: <PastDay day={day} count={counts[day] ?? 0} />,
  }));
  return <Thread label={t("home.thisDay")} items={items} />;
}

function PastDay({ day, count }: { day: string; count: number }) {
  const t = useT();
  const times = useTimes();
  const name = useShownName();
  const { data } = useAsk(activeOn(day));
  const top = data && [...data.contacts, ...data.groups].toSorted((a, b) => b.count - a.count)[0];
  // A day and a number need no quotes: the search language stays out of the first load.
  const query = `on:${day}`;
  return (
    <div className={css.past}>
      <div className={css.pastHead}>
        <Link to={toDay(day)} className={css.yearLink}>
          {day.slice(0, 4)}
        </Link>
        <span>
          <Num
            value={count}
            query={query}
            title={times.heading(day)}
            why={t("home.whyOfficial")}
            unit={t("home.messages", { n: count })}
          />
          {top && (
            <span className={css.with}>
              {" "}
              · {t("home.mostWith", { name: name(top.display_name) })}
            </span>
          )}
        </span>
      </div>
      {top && <Sentence day={day} chat={top.chat} />}
    </div>
  );
}

/** One sentence of the day from the busiest chat; it opens the reader there. */
function Sentence({ day, chat }: { day: string; chat: string }) {
  const t = useT();
  const { data } = useAsk(find(`in:#${chat} on:${day} has:text`, { limit: 100 }));
  const hit = data && memorable(data.hits);
  if (!hit) return null;
  return (
    <Link
      to={toChat(hit.chat, { m: hit.id })}
      className={css.sentence}
      aria-label={t("home.openQuote", { text: hit.text })}
    >
      <q dir="auto" lang={langOf(hit.text)}>
        {hit.text}
      </q>
    </Link>
  );
}

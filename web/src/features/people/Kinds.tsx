// What one sends each other: a bar for each kind, the most first.
import { useAsk } from "api/query";
import { overviewAsks, kindQuery, overviewQueries } from "features/people/overview";
import { useT } from "i18n/index";
import { kindKey } from "ui/Hit/Hit";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import css from "features/people/Person.module.css";

const kShown = 8;

export function Kinds({ chat, name }: { chat: string; name: string }) {
  const t = useT();
  const all = useAsk(overviewAsks(overviewQueries(chat))[0]);
  return (
    <section className={css.half} aria-labelledby="kinds">
      <h2 id="kinds">{t("person.kinds")}</h2>
      <Part query={all} lines={6}>
        {({ facets, total }) => (
          <ul className={css.kinds}>
            {Object.entries(facets?.type ?? {})
              .toSorted((a, b) => b[1] - a[1])
              .slice(0, kShown)
              .map(([kind, count]) => {
                const text = t(kindKey(kind));
                return (
                  <li key={kind} className={css.kind}>
                    <span>{text}</span>
                    <span className={css.track} aria-hidden>
                      <span style={{ width: `${(100 * count) / total}%` }} />
                    </span>
                    <Num
                      value={count}
                      query={kindQuery(chat, kind)}
                      title={t("person.kindTitle", { kind: text, name })}
                    />
                  </li>
                );
              })}
          </ul>
        )}
      </Part>
    </section>
  );
}

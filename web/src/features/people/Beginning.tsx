// The first words, on the thread.
import { useAsk } from "api/query";
import { find } from "api/surfaces/kith";
import { firstQuery } from "features/people/overview";
import { useT } from "i18n/index";
import { Hit } from "ui/Hit/Hit";
import { Part } from "ui/Part/Part";
import { Thread } from "ui/Thread/Thread";
import css from "features/people/Person.module.css";

const kShown = 3;

export function Beginning({ chat }: { chat: string }) {
  const t = useT();
  const first = useAsk(find(firstQuery(chat), { limit: kShown }));
  return (
    <section className={css.half} aria-labelledby="first-words">
      <h2 id="first-words">{t("person.firstWords")}</h2>
      <Part query={first} lines={4}>
        {({ hits }) => (
          <Thread
            label={t("person.firstWords")}
            items={hits.map((hit) => ({ key: hit.id, content: <Hit hit={hit} /> }))}
          />
        )}
      </Part>
    </section>
  );
}

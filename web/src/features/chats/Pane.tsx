// Beside the messages on wide screens: who this is, how much each wrote, how it began and ended; of a group its members.
import type { Entry } from "api/surfaces/kith";
import { toPerson } from "app/links";
import { useShownName } from "app/names";
import type { Directory } from "app/people";
import { countQueries } from "features/chats/counts";
import { End } from "features/chats/End";
import { type Counts, useCounts, Writers } from "features/chats/Writers";
import { useT } from "i18n/index";
import { Avatar } from "ui/Avatar/Avatar";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import css from "features/chats/Aside.module.css";

export interface PaneProps {
  entry: Entry;
  directory: Directory;
  onMessage: (id: number) => void;
}

export default function Pane({ entry, directory, onMessage }: PaneProps) {
  const t = useT();
  const shown = useShownName();
  const group = entry.kind === "group";
  const what = { chat: directory.inChat(entry) };
  const counts = useCounts(what);
  const name = shown(entry.name) || t("chats.nobody");
  const title = (who: string) => t("chats.saidIn", { who, name });
  return (
    <aside className={css.pane} aria-label={t("chats.about", { name })} data-print="never">
      <header className={css.person}>
        <Avatar
          id={entry.id}
          name={entry.name}
          src={entry.avatar}
          kind={group ? "group" : "person"}
          size={72}
          beside
        />
        <h2 dir="auto">{name}</h2>
        {entry.alt.slice(0, 2).map((one) => (
          <p key={one} className={css.alt} dir="auto">
            {shown(one)}
          </p>
        ))}
        {!group && entry.person > 0 && (
          <Link to={toPerson(entry.id)} as="plain" className={css.toPerson}>
            <span>{t("chats.toPerson", { name })}</span>
          </Link>
        )}
      </header>
      <Part query={counts} lines={8} says={t("chats.counting")}>
        {(found: Counts) => (
          <>
            <section className={css.part}>
              <h3>{t(group ? "chats.members" : "chats.writers")}</h3>
              <p className={css.total}>
                <Num
                  value={found.all.total}
                  query={countQueries(what).all}
                  title={t("chats.messagesWith", { name })}
                  size="large"
                />{" "}
                {t("chats.ofMessages", { n: found.all.total })}
              </p>
              <Writers
                what={what}
                counts={found}
                directory={directory}
                title={title}
                label={t(group ? "chats.members" : "chats.writers")}
              />
            </section>
            <section className={css.part}>
              <h3>{t("chats.ends")}</h3>
              <End
                says={t("chats.firstOf")}
                hit={found.oldest.hits[0]}
                when="date"
                onMessage={onMessage}
              />
              <End
                says={t("chats.lastOf")}
                hit={found.all.hits[0]}
                when="date"
                onMessage={onMessage}
              />
            </section>
          </>
        )}
      </Part>
    </aside>
  );
}

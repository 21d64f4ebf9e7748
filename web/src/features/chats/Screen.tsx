// Chats: the conversations of the archive at the left, the one that is open beside them. On a phone one after the other.
import { type Directory, useDirectory } from "app/people";
import { useParams, useQueryParam } from "app/router";
import { useShownName } from "app/names";
import { ChatList } from "features/chats/ChatList";
import { chatOf } from "features/chats/chats";
import { Reader } from "features/chats/Reader";
import { useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { Segmented } from "ui/Form/Segmented";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";
import css from "features/chats/Chats.module.css";

const tabs = ["archive", "live", "apps"] as const;
type Tab = (typeof tabs)[number];

export default function ChatsScreen() {
  const t = useT();
  const { id } = useParams("chats");
  const people = useDirectory();
  const shown = useShownName();
  const entry = id === undefined ? undefined : people.data && chatOf(people.data.entries, id);
  const [tabParam, setTab] = useQueryParam("tab");
  const tab = tabs.find((one) => one === tabParam) ?? tabs[0];
  return (
    <Screen title={entry ? shown(entry.name) : t("chats.title")} layout="fill" bare>
      <div className={css.chats} data-one={id === undefined ? undefined : true}>
        <section className={css.list} aria-label={t("chats.title")} data-print="never">
          <div className={css.tabs}>
            <Segmented
              label={t("chats.where")}
              value={tab}
              onChange={(value: Tab) => setTab(value === tabs[0] ? "" : value)}
              options={tabs.map((value) => ({ value, text: t(`chats.tab.${value}`) }))}
            />
          </div>
          {tab === "archive" ? (
            <Part query={people} says={t("chats.reading")} lines={10}>
              {(directory) => <ChatList directory={directory} open={entry?.chat} />}
            </Part>
          ) : (
            <EmptyState text={t(`chats.${tab}None`)} hint={t(`chats.${tab}Hint`)} />
          )}
        </section>
        <section className={css.reader} aria-label={entry && shown(entry.name)}>
          {id === undefined ? (
            <EmptyState text={t("chats.pick")} hint={t("chats.pickHint")} />
          ) : (
            <Part query={people} says={t("chats.reading")} lines={10}>
              {(directory: Directory) =>
                entry ? (
                  <Reader key={entry.chat} id={id} entry={entry} directory={directory} />
                ) : (
                  <EmptyState
                    text={t("chats.unknown")}
                    hint={id}
                    drawing="search"
                    action={
                      <Link to="#/chats" as="plain">
                        {t("chats.toAll")}
                      </Link>
                    }
                  />
                )
              }
            </Part>
          )}
        </section>
      </div>
    </Screen>
  );
}

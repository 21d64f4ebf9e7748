// Chats: the conversations of the archive at the left, the one that is open beside them. On a phone one after the other.
import { type Directory, useDirectory } from "app/people";
import { useParams } from "app/router";
import { useShownName } from "app/names";
import { ChatList } from "features/chats/ChatList";
import { chatOf } from "features/chats/chats";
import { Reader } from "features/chats/Reader";
import { useT } from "i18n/index";
import { ChatsTabs } from "ui/ChatsTabs/ChatsTabs";
import { EmptyState } from "ui/Empty/Empty";
import { Link } from "ui/Link/Link";
import { Panes } from "ui/Panes/Panes";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";

export default function ChatsScreen() {
  const t = useT();
  const { id } = useParams("chats");
  const people = useDirectory();
  const shown = useShownName();
  const entry = id === undefined ? undefined : people.data && chatOf(people.data.entries, id);
  return (
    <Screen title={entry ? shown(entry.name) : t("chats.title")} layout="fill" bare>
      <Panes
        label={t("chats.title")}
        open={id === undefined ? undefined : entry ? shown(entry.name) : id}
        list={
          <>
            <ChatsTabs current="archive" />
            <Part query={people} says={t("chats.reading")} lines={10}>
              {(directory) => <ChatList directory={directory} open={entry?.chat} />}
            </Part>
          </>
        }
      >
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
      </Panes>
    </Screen>
  );
}

// Live: conversations that happen here, at the left; the one that is open beside them.
import { useEffect } from "react";
import { useAsk } from "api/query";
import { liveSessions } from "api/surfaces/live";
import { onLive } from "app/live";
import { useShownName } from "app/names";
import { useParams } from "app/router";
import { Conversation } from "features/live/Conversation";
import { SessionList } from "features/live/SessionList";
import { useT } from "i18n/index";
import { ChatsTabs } from "ui/ChatsTabs/ChatsTabs";
import { EmptyState } from "ui/Empty/Empty";
import { Panes } from "ui/Panes/Panes";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";

const sessions = liveSessions();

export default function LiveScreen() {
  const t = useT();
  const shown = useShownName();
  const { session } = useParams("live");
  const all = useAsk(sessions);
  const { refetch } = all;
  useEffect(() => onLive(() => void refetch()), [refetch]);
  const name = session === undefined ? t("live.title") : shown(session);
  return (
    <Screen title={name} layout="fill" bare needs="none">
      <Panes
        label={t("live.title")}
        open={session === undefined ? undefined : name}
        list={
          <>
            <ChatsTabs current="live" />
            <Part query={all} says={t("live.reading")} lines={8}>
              {(found) => <SessionList sessions={found} open={session} />}
            </Part>
          </>
        }
      >
        {session === undefined ? (
          <EmptyState text={t("live.pick")} hint={t("live.pickHint")} />
        ) : (
          <Conversation key={session} session={session} onChange={refetch} />
        )}
      </Panes>
    </Screen>
  );
}

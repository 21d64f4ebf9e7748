// Apps: conversations that other programs keep here, at the left; the one that is open beside them.
import { useState } from "react";
import { useAsk } from "api/query";
import { appSessions, type AppSession, type AppSessions, kAppsPage } from "api/surfaces/apps";
import { useShownName } from "app/names";
import { useParams, useQueryParam } from "app/router";
import { Conversation } from "features/apps/Conversation";
import { useLeaving } from "features/apps/leaving";
import { SessionList } from "features/apps/SessionList";
import { useT } from "i18n/index";
import { ChatsTabs } from "ui/ChatsTabs/ChatsTabs";
import { EmptyState } from "ui/Empty/Empty";
import { Panes } from "ui/Panes/Panes";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";

export default function AppsScreen() {
  const t = useT();
  const shown = useShownName();
  const { session } = useParams("apps");
  const [user] = useQueryParam("user");
  const [limit, setLimit] = useState(kAppsPage);
  const all = useAsk(appSessions(limit));
  const { leaving, leave } = useLeaving(() => void all.refetch());
  const isOpen = (one: AppSession) => one.session_id === session && one.user_id === user;
  const open = all.data?.sessions.find(isOpen);
  const title = session === undefined ? t("apps.title") : open?.session_title || session;
  return (
    <Screen title={shown(title)} layout="fill" bare needs="none">
      <Panes
        label={t("apps.title")}
        open={session === undefined ? undefined : shown(title)}
        list={
          <>
            <ChatsTabs current="apps" />
            <Part query={all} says={t("apps.reading")} lines={8}>
              {({ sessions, more }: AppSessions) => (
                <SessionList
                  sessions={sessions.filter((one) => !leaving.has(one))}
                  open={open}
                  onMore={more ? () => setLimit(limit + kAppsPage) : undefined}
                />
              )}
            </Part>
          </>
        }
      >
        {session === undefined ? (
          <EmptyState text={t("apps.pick")} hint={t("apps.pickHint")} />
        ) : (
          <Conversation
            key={`${user} ${session}`}
            place={{ user_id: user, session_id: session }}
            listed={open}
            onDelete={leave}
          />
        )}
      </Panes>
    </Screen>
  );
}

// One conversation of another app, to read, to search in, to delete.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "api/errors";
import {
  appMessages,
  type AppMessage,
  type AppPlace,
  type AppSession,
  appUser,
} from "api/surfaces/apps";
import { toApps, toSearch } from "app/links";
import { useShownName } from "app/names";
import { go } from "app/router";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Bubble } from "ui/Bubble/Bubble";
import { Button, IconButton } from "ui/Button/Button";
import { EmptyState } from "ui/Empty/Empty";
import { Icon } from "ui/Icon/Icon";
import { ChevronLeft, Search, Trash2 } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import { TalkList } from "ui/TalkList/TalkList";
import css from "features/apps/Apps.module.css";

export interface ConversationProps {
  place: AppPlace;
  /** As the list has it; it may not be among those that are listed. */
  listed: AppSession | undefined;
  onDelete: (place: AppPlace, title: string) => void;
}

export function Conversation({ place, listed, onDelete }: ConversationProps) {
  const t = useT();
  const shown = useShownName();
  const { user_id: user, session_id: session } = place;
  const messages = useQuery({
    queryKey: ["apps", user, session, listed?.messages],
    queryFn: ({ signal }) => appMessages(place, signal),
    staleTime: 0,
  });
  const called = useQuery({
    queryKey: ["apps", user],
    queryFn: ({ signal }) => appUser(user, signal).catch(() => ""),
  });
  const [asking, setAsking] = useState(false);
  const title = listed?.session_title || session;
  const name = shown(called.data || user);
  if (messages.error instanceof ApiError && messages.error.code === 2) {
    return (
      <EmptyState
        text={t("apps.unknown")}
        hint={session}
        drawing="search"
        action={
          <Link to={toApps()} as="plain">
            {t("apps.toAll")}
          </Link>
        }
      />
    );
  }
  return (
    <div className={css.column}>
      <header className={css.head}>
        <Link to={toApps()} className={css.back} aria-label={t("apps.toAll")}>
          <Icon of={ChevronLeft} size={20} />
        </Link>
        <div className={css.whose}>
          <h2 dir="auto">{title}</h2>
          <p dir="auto">{t("apps.of", { user: name })}</p>
        </div>
        <span className={css.headTools}>
          {listed && (
            <IconButton
              icon={Search}
              label={t("apps.searchIn")}
              onClick={() => go(toSearch(receipt({ in: `#${listed.chat}` })))}
            />
          )}
          <IconButton
            icon={Trash2}
            label={t("apps.delete")}
            aria-haspopup="dialog"
            onClick={() => setAsking(true)}
          />
        </span>
      </header>
      <Part
        query={messages}
        says={t("apps.opening")}
        lines={6}
        empty={{
          when: (all: AppMessage[]) => all.length === 0,
          state: <EmptyState text={t("apps.empty")} />,
        }}
      >
        {(all) => <Messages all={all} user={name} />}
      </Part>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("apps.deleteTitle", { title })}
        alert
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("apps.keep")}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false);
                onDelete(place, title);
                go(toApps());
              }}
            >
              {t("apps.deleteNow")}
            </Button>
          </>
        }
      >
        <p>{t("apps.deleteMeans", { n: messages.data?.length ?? listed?.messages ?? 0 })}</p>
      </Dialog>
    </div>
  );
}

function Messages({ all, user }: { all: readonly AppMessage[]; user: string }) {
  const t = useT();
  return (
    <TalkList
      label={t("apps.list")}
      count={all.length}
      keyOf={String}
      nameOf={(i) => (all[i]?.role === "user" ? user : t("apps.ai"))}
      row={(i) => {
        const { role, msg } = all[i]!;
        const begins = all[i - 1]?.role !== role;
        return (
          <Bubble
            mine={role === "user"}
            text={msg}
            who={begins ? (role === "user" ? user : t("apps.ai")) : undefined}
            model={role === "user" ? undefined : t("apps.ai")}
          />
        );
      }}
      newest={t("apps.newest")}
    />
  );
}

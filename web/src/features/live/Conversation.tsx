// One live conversation: the state of its line, its messages, the answer that is being written, and what one writes.
import { useCallback, useEffect, useState } from "react";
import { useLive } from "api/live";
import type { Said, Writing } from "api/talk-log";
import { useBoot } from "app/boot";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import { Announcer } from "features/live/Announcer";
import { Composer } from "features/live/Composer";
import { Head } from "features/live/Head";
import { Inspector } from "features/live/Inspector";
import { Message } from "features/live/Message";
import { timeOf } from "features/live/times";
import { useUnread } from "features/live/useUnread";
import { useT } from "i18n/index";
import { Bubble } from "ui/Bubble/Bubble";
import { ErrorState } from "ui/Empty/Empty";
import { NeedsModel } from "ui/NeedsModel/NeedsModel";
import { Skeleton } from "ui/Skeleton/Skeleton";
import { TalkList } from "ui/TalkList/TalkList";
import css from "features/live/Live.module.css";

export interface ConversationProps {
  session: string;
  /** Something was said: the list beside it says it too. */
  onChange: () => void;
}

const kRest = 400; // milliseconds after the last change, before the list asks again

export function Conversation({ session, onChange }: ConversationProps) {
  const t = useT();
  const { mode, model } = useBoot();
  const { talk, now } = useLive(session, { ticket: mode === "secured" });
  const name = useShownName()(session);
  const [about, setAbout] = useState<Said | undefined>(undefined);
  const { total, writing } = now;
  const unread = useUnread(now.said);
  const send = (text: string) => {
    unread.clear();
    talk.send(text);
  };
  useEffect(() => {
    const timer = setTimeout(onChange, kRest);
    return () => clearTimeout(timer);
  }, [total, writing.length, onChange]);
  return (
    <div className={css.column}>
      <Head name={name} link={now.link} onRetry={talk.reconnect} />
      {now.state === "loading" && (
        <div className={css.opening}>
          <Skeleton says={t("live.opening")} lines={6} />
        </div>
      )}
      {now.state === "failed" && now.said.length === 0 && (
        <div className={css.opening}>
          <ErrorState
            text={t("state.failed")}
            details={now.error?.message}
            onRetry={() => void talk.look()}
          />
        </div>
      )}
      {(now.state === "ready" || now.said.length > 0) && (
        <Messages now={now} talk={talk} unread={unread.first} onAbout={setAbout} />
      )}
      <Announcer said={now.said} writing={writing} />
      <div className={css.foot}>
        {!model.ready && <NeedsModel hint={t("live.noModel")} />}
        <Composer session={session} name={name} onSend={send} />
      </div>
      {about && <Inspector session={session} said={about} onClose={() => setAbout(undefined)} />}
    </div>
  );
}

interface MessagesProps extends Pick<ReturnType<typeof useLive>, "now" | "talk"> {
  /** The first message that was not seen. */
  unread: string | undefined;
  onAbout: (said: Said) => void;
}

function Messages({ now, talk, unread, onAbout }: MessagesProps) {
  const t = useT();
  const times = useTimes();
  const { said, writing, older } = now;
  const held = said.filter(({ id }) => id).length;
  const complete = held >= now.total;
  const rows: readonly (Said | Writing)[] = [...said, ...writing];
  const atOf = (one: Said) => timeOf(one.at, times.zone, one.seen);
  const onTop = useCallback(() => void talk.loadOlder(), [talk]);
  const top = complete
    ? t(said.length === 0 ? "live.empty" : "live.beginning")
    : older === "failed"
      ? t("live.olderFailed")
      : t("live.older");
  return (
    <TalkList
      label={t("live.list")}
      count={rows.length}
      total={now.total + rows.length - held}
      keyOf={(i) => keyOf(rows[i]!)}
      nameOf={(i) => {
        const one = rows[i]!;
        if (!("key" in one)) return t("live.writing");
        const at = atOf(one);
        const name = t(one.mine ? "live.me" : "live.model");
        return t("live.message", { name, time: at === undefined ? "" : times.clock(at) });
      }}
      row={(i) => {
        const one = rows[i]!;
        if (!("key" in one))
          return <Bubble mine={false} text={one.text} model={t("live.byModel")} growing />;
        const before = said[i - 1];
        return (
          <Message
            said={one}
            at={atOf(one)}
            before={before && atOf(before)}
            offline={now.link.state !== "open"}
            last={i === said.length - 1}
            unread={one.key === unread}
            onResend={talk.resend}
            onRetry={talk.retry}
            onAbout={onAbout}
          />
        );
      }}
      top={<span role={older === "failed" ? "alert" : undefined}>{top}</span>}
      onTop={complete ? undefined : onTop}
      onOpen={(i) => {
        const one = rows[i]!;
        if ("key" in one && one.id) onAbout(one);
      }}
      busy={older === "loading"}
      newest={t("live.newest")}
    />
  );
}

const keyOf = (one: Said | Writing): string => ("key" in one ? one.key : `writing ${one.to}`);

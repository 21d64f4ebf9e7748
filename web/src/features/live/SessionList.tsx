// All live conversations, latest activity first.
import type { LiveSession } from "api/surfaces/live";
import { useTimes } from "app/format";
import { toLive } from "app/links";
import { useShownName } from "app/names";
import { NewConversation } from "features/live/NewConversation";
import { timeOf } from "features/live/times";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { EmptyState } from "ui/Empty/Empty";
import { TalkRow } from "ui/TalkRow/TalkRow";
import { VirtualList } from "ui/VirtualList/VirtualList";
import css from "features/live/Live.module.css";

const kRow = 64;

export interface SessionListProps {
  sessions: readonly LiveSession[];
  open: string | undefined;
}

export function SessionList({ sessions, open }: SessionListProps) {
  const t = useT();
  return (
    <div className={css.listPane}>
      <div className={css.new}>
        <NewConversation taken={sessions} />
      </div>
      <p className="visually-hidden" role="status">
        {t("live.count", { n: sessions.length })}
      </p>
      {sessions.length === 0 ? (
        <EmptyState text={t("live.none")} hint={t("live.noneHint")} />
      ) : (
        <VirtualList
          label={t("live.title")}
          scroll="inside"
          className={css.rows}
          count={sessions.length}
          rowHeight={kRow}
          keyOf={(i) => sessions[i]?.session_id ?? i}
          row={(i) => <Row session={sessions[i]!} open={sessions[i]!.session_id === open} />}
        />
      )}
    </div>
  );
}

function Row({ session, open }: { session: LiveSession; open: boolean }) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const { session_id: id, last, count, pending } = session;
  const text = last?.msg_content ?? "";
  const said = last?.msg_type === "TEXT" ? t("live.lastMine", { text }) : text;
  return (
    <TalkRow
      to={toLive(id)}
      id={id}
      name={shown(id)}
      below={pending > 0 ? t("live.pending") : said}
      lang={langOf(text)}
      at={timeOf(last?.created_at, times.zone)}
      side={t("live.messages", { n: count })}
      open={open}
    />
  );
}

// Everything about one message: as the server keeps it (I02), and how it was answered (I04).
import type { ReactNode } from "react";
import { useAsk } from "api/query";
import { type ImMessage, type ImRecord, liveMessage, liveRecords } from "api/surfaces/live";
import type { Said } from "api/talk-log";
import { useTimes } from "app/format";
import { timeOf } from "features/live/times";
import { useT } from "i18n/index";
import { Dialog } from "ui/Layer/Dialog";
import { Part } from "ui/Part/Part";
import css from "features/live/Live.module.css";

export interface InspectorProps {
  session: string;
  said: Said;
  onClose: () => void;
}

export function Inspector({ session, said, onClose }: InspectorProps) {
  const t = useT();
  const message = useAsk(liveMessage(said.id));
  const records = useAsk(liveRecords(session));
  const about = (one: ImRecord) => one.user_message_id === said.id || one.ai_message_id === said.id;
  return (
    <Dialog open onClose={onClose} title={t("live.about")} shape="sheet">
      <Part query={message} lines={6}>
        {(found) => <Kept message={found} />}
      </Part>
      <h3 className={css.part}>{t("live.about.records")}</h3>
      <Part query={records} lines={3}>
        {(all) => {
          const own = all.filter(about);
          if (own.length === 0) return <p className={css.meta}>{t("live.about.none")}</p>;
          return own.map((one) => <Record key={one.record_id} record={one} />);
        }}
      </Part>
    </Dialog>
  );
}

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Kept({ message }: { message: ImMessage }) {
  const t = useT();
  const times = useTimes();
  const at = timeOf(message.created_at, times.zone);
  return (
    <Facts
      rows={[
        [t("live.about.id"), message.message_id],
        [t("live.about.session"), message.session_id],
        [t("live.about.from"), message.from_user_id],
        [t("live.about.kind"), message.msg_type],
        [t("live.about.time"), at === undefined ? message.created_at : times.stamp(at)],
        [
          t("live.about.length"),
          t("live.about.chars", { n: Array.from(message.msg_content).length }),
        ],
      ]}
    />
  );
}

const states = ["0", "1", "2"] as const;

function Record({ record }: { record: ImRecord }) {
  const t = useT();
  const times = useTimes();
  const at = timeOf(record.created_at, times.zone);
  const state = states[record.status] ?? "0";
  return (
    <Facts
      rows={[
        [t("live.about.status"), t(`live.about.status.${state}`)],
        [t("live.about.id"), record.record_id],
        [t("live.about.time"), at === undefined ? record.created_at : times.stamp(at)],
        ...(record.duration_ms === null
          ? []
          : [
              [
                t("live.about.duration"),
                t("live.about.seconds", { n: record.duration_ms / 1000 }),
              ] as const,
            ]),
        ...(record.error_message ? [[t("live.about.error"), record.error_message] as const] : []),
      ]}
    />
  );
}

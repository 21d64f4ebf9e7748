// Export of the open conversation: which part, in which form; how far it is; where the file is.
import { type FormEvent, useState } from "react";
import { useBatch } from "api/query";
import { find, type Entry } from "api/surfaces/kith";
import { useFormat, useTimes } from "app/format";
import { useShownName } from "app/names";
import { change, useSetting } from "app/settings";
import { type FileFormat, kFormats } from "features/chats/export";
import {
  type Chosen,
  kRanges,
  rangeName,
  rangeQueries,
  rangeSpan,
} from "features/chats/export-range";
import { type ExportState, useExport } from "features/chats/useExport";
import { useWording } from "features/chats/useWording";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { DateField, Select, Switch } from "ui/Form/Field";
import { Segmented } from "ui/Form/Segmented";
import { Icon } from "ui/Icon/Icon";
import { ShieldCheck } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import css from "features/chats/Export.module.css";

export interface ExportDialogProps {
  entry: Entry;
  /** The value of in: for this conversation. */
  chat: string;
  /** Where one is now. */
  day: string;
  onClose: () => void;
}

export default function ExportDialog({ entry, chat, day, onClose }: ExportDialogProps) {
  const t = useT();
  const { zone } = useTimes();
  const shown = useShownName();
  const masked = useSetting("masked");
  const words = useWording();
  const [chosen, setChosen] = useState<Chosen>({ range: "all", day, first: day, last: day });
  const [format, setFormat] = useState<FileFormat>("text");
  const { state, start, cancel } = useExport();
  const found = useBatch(rangeQueries(chat, chosen).map((query) => find(query, { limit: 1 })));
  const counted = found.length > 0 && found.every(({ data }) => data);
  const total = counted ? found.reduce((sum, { data }) => sum + data!.total, 0) : undefined;
  const span = rangeSpan(chosen, zone);
  const running = state.at === "running";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!span || running || total === 0) return;
    const title = shown(entry.name) || t("chats.nobody");
    const range = rangeName(chosen) || t("chats.exportRange.all");
    const count = (n: number) => t("chats.exportCount", { n });
    void start({
      chat: entry.chat,
      format,
      span,
      about: { title, range, zone, masked, count },
      words,
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("chats.exportOf", { name: shown(entry.name) || t("chats.nobody") })}
      dirty={running}
    >
      <form className={css.form} onSubmit={submit} noValidate aria-busy={running}>
        <fieldset className={css.choices} disabled={running}>
          <legend className="visually-hidden">{t("chats.export")}</legend>
          <What chosen={chosen} onChange={setChosen} />
          <div className={css.format}>
            <span aria-hidden>{t("chats.exportFormat")}</span>
            <Segmented
              label={t("chats.exportFormat")}
              value={format}
              onChange={setFormat}
              options={kFormats.map((value) => ({ value, text: t(`chats.exportAs.${value}`) }))}
            />
          </div>
          {format === "csv" && <p className={css.hint}>{t("chats.exportCsv")}</p>}
        </fieldset>
        <p className={css.stays}>
          <Icon of={ShieldCheck} /> {t("chats.exportStays")}
        </p>
        <div className={css.names}>
          <Switch
            label={t("chats.exportMask")}
            checked={masked}
            disabled={running}
            onChange={(next) => change({ masked: next })}
          />
          <p className={css.hint}>{t(masked ? "chats.exportMasked" : "chats.exportClear")}</p>
        </div>
        <Outcome state={state} total={total} />
        <div className={css.actions}>
          {running ? (
            <Button key="cancel" kind="danger" onClick={cancel}>
              {t("chats.exportCancel")}
            </Button>
          ) : (
            <Button key="save" kind="primary" submits disabled={!span || total === 0}>
              {total === undefined ? t("chats.exportSave") : t("chats.exportSaveN", { n: total })}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function What({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const t = useT();
  const times = useTimes();
  const { range, day, first, last } = chosen;
  const named = { all: "", month: times.month(day.slice(0, 7)), day: times.heading(day), span: "" };
  const wrong = rangeName(chosen) === undefined;
  return (
    <>
      <Select
        label={t("chats.exportWhat")}
        value={range}
        data-first
        options={kRanges.map((value) => ({
          value,
          text: named[value] || t(`chats.exportRange.${value === "span" ? "span" : "all"}`),
        }))}
        onChange={(next) => onChange({ ...chosen, range: next })}
      />
      {range === "span" && (
        <div className={css.days}>
          <DateField
            label={t("chats.exportFrom")}
            value={first}
            onChange={(next) => onChange({ ...chosen, first: next })}
          />
          <DateField
            label={t("chats.exportTo")}
            value={last}
            error={wrong ? t("chats.exportWrong") : undefined}
            onChange={(next) => onChange({ ...chosen, last: next })}
          />
        </div>
      )}
    </>
  );
}

function Outcome({ state, total }: { state: ExportState; total: number | undefined }) {
  const t = useT();
  const f = useFormat();
  const part = state.at === "running" && total ? Math.min(1, state.done / total) : undefined;
  return (
    <div className={css.outcome}>
      {state.at === "running" && (
        <>
          <progress
            className={css.bar}
            max={1}
            value={part}
            aria-label={t("chats.exportRunning")}
          />
          <p data-done={state.done}>
            {t("chats.exportProgress", { n: state.done, total: f.number(total ?? state.done) })}
          </p>
        </>
      )}
      {state.at === "failed" && (
        <p role="alert" className={css.failed} dir="auto">
          {t("chats.exportFailed", { text: state.text })}
        </p>
      )}
      <p role="status">
        {state.at === "done" && (
          <span data-exported={state.count}>
            {t("chats.exportDone", {
              name: state.name,
              n: state.count,
              size: f.bytes(state.bytes),
            })}
            {state.cut > 0 && ` ${t("chats.exportShort", { n: state.cut })}`}
          </span>
        )}
        {state.at === "cancelled" && t("chats.exportCancelled")}
        {part !== undefined && (
          <span className="visually-hidden">{f.percent(Math.floor(part * 4) / 4)}</span>
        )}
      </p>
    </div>
  );
}

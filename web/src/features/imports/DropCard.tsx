// Files, zips and whole folders: dropped anywhere on the step, or chosen. They go to this machine only.
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useFormat } from "app/format";
import { useDraft } from "features/imports/draft";
import { problemText } from "features/imports/problems";
import { type Sending, useUpload } from "features/imports/useUpload";
import { useT } from "i18n/index";
import { chosenFiles, droppedFiles } from "lib/dropped";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Upload } from "ui/Icon/icons";
import css from "features/imports/Imports.module.css";

export function DropCard() {
  const t = useT();
  const { pending } = useDraft();
  const { sending, send, cancel } = useUpload();
  const over = useDrop((items) => void send(droppedFiles(items)));
  const going = sending && sending.phase !== "failed";
  return (
    <section className={css.card} aria-labelledby="drop-card">
      <h3 id="drop-card">{t("imports.drop")}</h3>
      <div className={css.zone} data-over={over || undefined}>
        {going ? (
          <Progress sending={sending} onCancel={cancel} />
        ) : (
          <>
            <Icon of={Upload} size={28} />
            <p>{t("imports.dropAbout")}</p>
            <Choosers onFiles={(files) => void send(Promise.resolve(chosenFiles(files)))} />
          </>
        )}
      </div>
      {!sending && pending && (
        <p className={css.hint}>{t("imports.pending", { name: pending.name })}</p>
      )}
      {sending?.cut && <p className={css.hint}>{t("imports.cut")}</p>}
      {sending?.phase === "failed" && (
        <p className={css.error} role="alert" dir="auto">
          {sending.error instanceof TypeError
            ? t("imports.nothingDropped")
            : problemText(t, sending.error)}
        </p>
      )}
    </section>
  );
}

/** Two native fields: a browser gives either files or a folder. */
function Choosers({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useT();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (field: HTMLInputElement) => {
    const all = [...(field.files ?? [])];
    field.value = ""; // the same file may be chosen again
    if (all.length > 0) onFiles(all);
  };
  return (
    <div className={css.choosers}>
      <Button onClick={() => files.current?.click()}>{t("imports.chooseFiles")}</Button>
      <Button onClick={() => folder.current?.click()}>{t("imports.chooseFolder")}</Button>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("imports.chooseFiles")}
        accept=".zip,.json,.jsonl,.txt,.db"
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={t("imports.chooseFolder")}
        {...{ webkitdirectory: "" }}
        onChange={(event) => chosen(event.target)}
      />
    </div>
  );
}

function Progress({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const t = useT();
  const f = useFormat();
  const { phase, files, done, bytes, rate, left } = sending;
  const facts = [
    files > 0 ? t("imports.files", { n: files }) : "",
    bytes > 0 ? t("imports.bytesOf", { done: f.bytes(done), bytes: f.bytes(bytes) }) : "",
    rate > 0 ? t("imports.speed", { rate: f.bytes(rate) }) : "",
    left === undefined ? "" : t("job.left", { time: f.duration(left) }),
  ].filter(Boolean);
  const says = t(phase === "reading" ? "imports.readingFiles" : "imports.sending");
  return (
    <div className={css.sending}>
      <p role="status">{says}</p>
      <progress
        aria-label={says}
        max={1}
        value={bytes > 0 ? Math.min(1, done / bytes) : undefined}
      />
      <p className={css.hint}>{facts.join(" · ")}</p>
      <Button onClick={onCancel}>{t("job.cancel")}</Button>
    </div>
  );
}

/** The whole window takes a drop while the step is open: a miss must not replace the page. */
function useDrop(take: (items: DataTransferItemList) => void): boolean {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(take);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      dropped(event.dataTransfer.items);
    };
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  return over;
}

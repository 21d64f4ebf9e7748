// Takes an import out again: asks once, naming what goes, then it is a job like any other.
import { useState } from "react";
import { undoImport } from "api/surfaces/kith";
import type { ImportEntry } from "api/types";
import { useFormat } from "app/format";
import { acceptJob, useActiveJobs } from "app/jobs";
import { nameOf } from "features/imports/plan";
import { problemText } from "features/imports/problems";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Undo2 } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";

/** What can still be taken out. */
export const isKept = ({ state, report }: ImportEntry): boolean =>
  state === "done" || (state === "failed" && report.new + report.changed > 0);

export function UndoButton({ entry }: { entry: ImportEntry }) {
  const t = useT();
  const f = useFormat();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const going = useActiveJobs().some(
    ({ kind, subject }) => kind === "undo" && subject === entry.id,
  );
  if (!isKept(entry)) return null;
  const undo = async () => {
    setBusy(true);
    setError("");
    try {
      acceptJob(await undoImport(entry.id));
      setAsking(false);
    } catch (problem) {
      setError(problemText(t, problem));
    }
    setBusy(false);
  };
  return (
    <>
      <Button icon={Undo2} busy={going} onClick={() => setAsking(true)}>
        {t("imports.undo")}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("imports.undoTitle", { name: nameOf(entry.path) })}
        alert
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("imports.keep")}</Button>
            <Button kind="danger" busy={busy} onClick={() => void undo()}>
              {t("imports.undoNow")}
            </Button>
          </>
        }
      >
        <p>{t("imports.undoMeans", { n: f.number(entry.report.new) })}</p>
        {error && <p role="alert">{error}</p>}
      </Dialog>
    </>
  );
}

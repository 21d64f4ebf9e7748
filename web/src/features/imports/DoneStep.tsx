// Step 5: what came of it, import by import, each to be taken out again now or later.
import { toImport } from "app/links";
import { go } from "app/router";
import { type Run, startAnew } from "features/imports/draft";
import { nameOf } from "features/imports/plan";
import { Report } from "features/imports/Report";
import { type Part, reportOf, useRun } from "features/imports/run";
import { StepBody } from "features/imports/Steps";
import { UndoButton } from "features/imports/UndoButton";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Check, CircleAlert, Info } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/imports/Imports.module.css";

export function DoneStep({ run }: { run: Run }) {
  const t = useT();
  const { parts, known } = useRun(run);
  const good = known && parts.every(({ outcome }) => outcome === "done") && !run.error;
  const finish = (hash: string) => {
    startAnew();
    go(hash);
  };
  return (
    <StepBody
      title={t(!known ? "state.loading" : good ? "imports.done" : "imports.notDone")}
      actions={
        <span className={css.end}>
          <Button kind="primary" onClick={() => finish("#/")}>
            {t("imports.finish")}
          </Button>
          <Button onClick={startAnew}>{t("imports.other")}</Button>
        </span>
      }
    >
      {known ? <Outcomes parts={parts} error={run.error} /> : <Skeleton lines={4} says="" />}
    </StepBody>
  );
}

function Outcomes({ parts, error }: { parts: Part[]; error?: string }) {
  const t = useT();
  const done = parts.filter(({ outcome }) => outcome === "done");
  return (
    <>
      <ul className={css.outcomes}>
        {parts.map((part) => (
          <OutcomeRow key={part.path} part={part} />
        ))}
      </ul>
      {error && (
        <p className={css.error} role="alert" dir="auto">
          {`${t("imports.notBegun")} ${error}`}
        </p>
      )}
      {done.length > 0 && <Report report={reportOf(done)} kind="done" />}
    </>
  );
}

const kIcons = { done: Check, failed: CircleAlert, lost: CircleAlert } as const;

function OutcomeRow({ part }: { part: Part }) {
  const t = useT();
  const { outcome, path, error, entries } = part;
  const undone = entries.length > 0 && entries.every(({ state }) => state === "undone");
  return (
    <li className={css.outcome} data-outcome={outcome}>
      <p role={outcome === "failed" || outcome === "lost" ? "alert" : undefined}>
        <Icon of={kIcons[outcome as keyof typeof kIcons] ?? Info} />
        {t(undone ? "imports.outcome.undone" : `imports.outcome.${outcome}`, {
          name: nameOf(path),
        })}
      </p>
      {error && (
        <p className={css.words} dir="auto">
          {error}
        </p>
      )}
      <div className={css.end}>
        {entries.map((entry) => (
          <span key={entry.id} className={css.end}>
            <UndoButton entry={entry} />
            <Link to={toImport(entry.id)} as="quiet">
              {t("imports.details")}
            </Link>
          </span>
        ))}
      </div>
    </li>
  );
}

// One import: how far it is, or what it did, where from, and its way back.
import type { ImportEntry } from "api/types";
import { useTimes } from "app/format";
import { useActiveJobs } from "app/jobs";
import { lookInto } from "features/imports/draft";
import { nameOf } from "features/imports/plan";
import { formatName } from "features/imports/problems";
import { Report } from "features/imports/Report";
import { useImports } from "features/imports/run";
import { stateText } from "features/imports/states";
import { UndoButton } from "features/imports/UndoButton";
import { toImport } from "app/links";
import { go } from "app/router";
import { type Key, useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { EmptyState } from "ui/Empty/Empty";
import { RotateCw } from "ui/Icon/icons";
import { Part } from "ui/Part/Part";
import { ProgressCard } from "ui/ProgressCard/ProgressCard";
import css from "features/imports/Imports.module.css";

export function ImportEntryView({ id }: { id: number }) {
  const t = useT();
  const query = useImports();
  return (
    <Part query={query} lines={5}>
      {(all) => {
        const entry = all.find((one) => one.id === id);
        return entry ? <Entry entry={entry} /> : <EmptyState text={t("imports.noSuch")} />;
      }}
    </Part>
  );
}

const kMeans: Readonly<Record<string, Key>> = {
  failed: "imports.failedMeans",
  cancelled: "imports.cancelledMeans",
  undone: "imports.undoneMeans",
};

function Entry({ entry }: { entry: ImportEntry }) {
  const t = useT();
  const job = useActiveJobs().find(({ kind, subject }) => kind !== "index" && subject === entry.id);
  const means = kMeans[entry.state];
  const again = () => {
    lookInto({ path: entry.path, name: nameOf(entry.path) });
    go(toImport());
  };
  return (
    <div className={css.entry}>
      <header>
        <h2 dir="auto">{nameOf(entry.path)}</h2>
        <p className={css.facts} dir="auto">
          {entry.path}
        </p>
      </header>
      <Facts entry={entry} />
      {job && <ProgressCard job={job} />}
      {entry.error && (
        <p className={css.words} role="alert" dir="auto">
          {entry.error}
        </p>
      )}
      {means && <p>{t(means)}</p>}
      {entry.state !== "cancelled" && entry.state !== "loading" && (
        <Report report={entry.report} kind="done" />
      )}
      {!job && (
        <div className={css.end}>
          <UndoButton entry={entry} />
          {entry.format !== "demo" && (
            <Button icon={RotateCw} onClick={again}>
              {t("imports.again")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Facts({ entry }: { entry: ImportEntry }) {
  const t = useT();
  const times = useTimes();
  const stamp = (seconds: number) => times.stamp(seconds * 1000);
  return (
    <dl className={css.list}>
      <dt>{t("imports.stateIs")}</dt>
      <dd>{stateText(t, entry.state)}</dd>
      <dt>{t("imports.formatIs")}</dt>
      <dd>{formatName(t, entry.format)}</dd>
      <dt>{t("imports.began")}</dt>
      <dd>{stamp(entry.started)}</dd>
      {entry.ended !== null && entry.undone_at === null && (
        <>
          <dt>{t("imports.ended")}</dt>
          <dd>{stamp(entry.ended)}</dd>
        </>
      )}
      {entry.undone_at !== null && (
        <>
          <dt>{t("imports.undoneAt")}</dt>
          <dd>{stamp(entry.undone_at)}</dd>
        </>
      )}
    </dl>
  );
}

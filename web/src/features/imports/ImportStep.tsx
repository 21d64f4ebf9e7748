// Step 4: it runs. Rate and remaining time come from the program; one may leave and come back.
import { useEffect } from "react";
import { go } from "app/router";
import { change, type Run } from "features/imports/draft";
import { nameOf } from "features/imports/plan";
import { type Part, useRun } from "features/imports/run";
import { StepBody } from "features/imports/Steps";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { ProgressCard } from "ui/ProgressCard/ProgressCard";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/imports/Imports.module.css";

export function ImportStep({ run }: { run: Run }) {
  const t = useT();
  const { parts, ended, known } = useRun(run);
  useEffect(() => {
    if (ended) change({ step: "done" });
  }, [ended]);
  return (
    <StepBody
      title={t("imports.importing")}
      actions={
        <>
          <span className={css.hint}>{t("imports.cancelMeans")}</span>
          <Button onClick={() => go("#/")}>{t("job.leave")}</Button>
        </>
      }
    >
      {known ? (
        <ul className={css.sources}>
          {parts.map((part) => (
            <li key={part.path}>
              <Going part={part} />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton says={t("state.loading")} lines={4} />
      )}
    </StepBody>
  );
}

function Going({ part }: { part: Part }) {
  const t = useT();
  if (part.job) return <ProgressCard job={part.job} />;
  return <p>{t(`imports.outcome.${part.outcome}`, { name: nameOf(part.path) })}</p>;
}

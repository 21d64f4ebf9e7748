// Step 3: what an import would do. Nothing is written before the button is pressed.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportReport } from "api/types";
import { useFormat } from "app/format";
import { change, type Draft, type Origin, startAnew } from "features/imports/draft";
import { type Plan, plansOf } from "features/imports/plan";
import { detailsOf, problemText, sentenceOf } from "features/imports/problems";
import { checkOptions, scanOptions } from "features/imports/queries";
import { Report } from "features/imports/Report";
import { begin } from "features/imports/run";
import { StepBody } from "features/imports/Steps";
import { Waiting } from "features/imports/Waiting";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { ErrorState } from "ui/Empty/Empty";
import css from "features/imports/Imports.module.css";

const toScan = () => change({ step: "scan" });

export function CheckStep({ draft, origin }: { draft: Draft; origin: Origin }) {
  const t = useT();
  const { data, error, refetch } = useQuery(scanOptions(origin));
  const title = t("imports.checkOf", { name: origin.name });
  if (data) {
    const plans = plansOf(data).filter(({ path }) => !draft.left.includes(path));
    return <Check draft={draft} plans={plans} title={title} />;
  }
  return (
    <StepBody title={title} actions={<Button onClick={startAnew}>{t("imports.back")}</Button>}>
      {error ? (
        <ErrorState
          text={t(sentenceOf(error, "imports.scanFailed"))}
          details={detailsOf(error)}
          onRetry={() => void refetch()}
        />
      ) : (
        <Waiting says={t("imports.scanning")} />
      )}
    </StepBody>
  );
}

function Check({ draft, plans, title }: { draft: Draft; plans: Plan[]; title: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery(checkOptions(plans, draft));
  return (
    <StepBody
      title={title}
      actions={
        <>
          <Button onClick={toScan}>{t("imports.back")}</Button>
          {data && <Begin draft={draft} plans={plans} report={data} />}
        </>
      }
    >
      {error ? (
        <ErrorState
          text={t(sentenceOf(error, "imports.checkFailed"))}
          details={detailsOf(error)}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        <Report report={data} kind="dry" />
      ) : (
        <Waiting says={t("imports.checking")} />
      )}
    </StepBody>
  );
}

function Begin({ draft, plans, report }: { draft: Draft; plans: Plan[]; report: ImportReport }) {
  const t = useT();
  const f = useFormat();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const n = report.new + report.changed;
  const press = async () => {
    setBusy(true);
    try {
      await begin(plans, draft);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  if (n === 0) {
    return (
      <span className={css.onward}>
        <span className={css.hint}>{t("imports.nothingNew")}</span>
        <Button kind="primary" onClick={startAnew}>
          {t("imports.other")}
        </Button>
      </span>
    );
  }
  return (
    <span className={css.onward}>
      {error === undefined ? (
        <span className={css.hint}>{t("imports.nothingWritten")}</span>
      ) : (
        <span className={css.error} role="alert" dir="auto">
          {problemText(t, error)}
        </span>
      )}
      <Button kind="primary" busy={busy} onClick={() => void press()}>
        {t("imports.begin", { n: f.number(n) })}
      </Button>
    </span>
  );
}

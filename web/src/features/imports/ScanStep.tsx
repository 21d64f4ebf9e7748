// Step 2: what was found there. Asks only what the files do not say: who the owner is, and the zone of times without one.
import { useQuery } from "@tanstack/react-query";
import { useBoot } from "app/boot";
import { change, type Draft, type Origin, startAnew } from "features/imports/draft";
import { answerOf, type Plan, plansOf, unanswered } from "features/imports/plan";
import { detailsOf, sentenceOf } from "features/imports/problems";
import { scanOptions } from "features/imports/queries";
import { SourceCard } from "features/imports/SourceCard";
import { StepBody } from "features/imports/Steps";
import { Waiting } from "features/imports/Waiting";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { ErrorState } from "ui/Empty/Empty";
import { Select } from "ui/Form/Field";
import css from "features/imports/Imports.module.css";

export function ScanStep({ draft, origin }: { draft: Draft; origin: Origin }) {
  const t = useT();
  const { data, error, refetch } = useQuery(scanOptions(origin));
  const back = <Button onClick={startAnew}>{t("imports.back")}</Button>;
  const title = t("imports.scanOf", { name: origin.name });
  if (error) {
    return (
      <StepBody title={title} actions={back}>
        <ErrorState
          text={t(sentenceOf(error, "imports.scanFailed"))}
          details={detailsOf(error)}
          onRetry={() => void refetch()}
        />
      </StepBody>
    );
  }
  if (!data) {
    return (
      <StepBody title={title} actions={back}>
        <Waiting says={t("imports.scanning")} />
      </StepBody>
    );
  }
  return <Found draft={draft} plans={plansOf(data)} title={title} />;
}

type FoundProps = { draft: Draft; plans: Plan[]; title: string };

function Found({ draft, plans, title }: FoundProps) {
  const t = useT();
  const { answers, left } = draft;
  const taken = plans.filter(({ path }) => !left.includes(path));
  const open = unanswered(taken, answers);
  const hint =
    taken.length === 0
      ? t("imports.takeOne")
      : open.length > 0
        ? t("imports.answerFirst", { n: open.length })
        : "";
  return (
    <StepBody
      title={title}
      actions={
        <>
          <Button onClick={startAnew}>{t("imports.back")}</Button>
          <span className={css.onward}>
            <span className={css.hint} role="status">
              {hint}
            </span>
            <Button kind="primary" disabled={hint !== ""} onClick={() => change({ step: "check" })}>
              {t("imports.toCheck")}
            </Button>
          </span>
        </>
      }
    >
      <ul className={css.sources}>
        {plans.map((plan) => (
          <li key={plan.path}>
            <SourceCard
              plan={plan}
              alone={plans.length === 1}
              taken={!left.includes(plan.path)}
              onTake={(take) =>
                change({
                  left: take ? left.filter((one) => one !== plan.path) : [...left, plan.path],
                })
              }
              answer={answerOf(plan, answers)}
              onAnswer={(id) => change({ answers: { ...answers, [plan.path]: id } })}
            />
          </li>
        ))}
      </ul>
      <ZoneField zone={draft.zone} />
    </StepBody>
  );
}

const zones = Intl.supportedValuesOf("timeZone");

function ZoneField({ zone }: { zone: string }) {
  const t = useT();
  const { timezone } = useBoot();
  return (
    <details className={css.more}>
      <summary>{t("imports.zone")}</summary>
      <Select
        label={t("imports.zoneField")}
        hint={t("imports.zoneHint")}
        value={zone || timezone}
        options={[...new Set([timezone, ...zones])].map((value) => ({ value, text: value }))}
        onChange={(value) => change({ zone: value === timezone ? "" : value })}
      />
    </details>
  );
}

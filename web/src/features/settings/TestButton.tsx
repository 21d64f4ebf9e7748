// Asks a model for real, says beforehand where that goes, and shows what came of it in the server's own words.
import { useEffect, useRef, useState } from "react";
import type { Tested } from "api/surfaces/models";
import { providerName } from "features/settings/profiles";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Check, CircleAlert } from "ui/Icon/icons";
import css from "features/settings/Models.module.css";

export interface TestButtonProps {
  test: (signal: AbortSignal) => Promise<Tested>;
  /** The host that is asked; undefined: nothing leaves this machine. */
  sends: string | undefined;
  disabled?: boolean;
}

type Outcome = { tested: Tested; seconds: number } | { error: string };

export function TestButton({ test, sends, disabled }: TestButtonProps) {
  const t = useT();
  const [running, setRunning] = useState<AbortController | undefined>(undefined);
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const last = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => last.current?.abort(), []);
  const run = async () => {
    const stop = new AbortController();
    last.current = stop;
    setRunning(stop);
    setOutcome(undefined);
    const begun = performance.now();
    try {
      const tested = await test(stop.signal);
      setOutcome({ tested, seconds: (performance.now() - begun) / 1000 });
    } catch (error) {
      if (!stop.signal.aborted) setOutcome({ error: (error as Error).message });
    }
    setRunning(undefined);
  };
  return (
    <div className={css.test}>
      {running ? (
        <Button onClick={() => running.abort()}>{t("models.testStop")}</Button>
      ) : (
        <Button
          onClick={() => void run()}
          disabled={disabled}
          title={sends ? t("models.testSends", { host: sends }) : undefined}
        >
          {t("models.test")}
        </Button>
      )}
      <span role="status" className={css.outcome}>
        {running && t("models.testing")}
        {outcome && "tested" in outcome && (
          <span className={css.good}>
            <Icon of={Check} size={14} />
            {t("models.works", {
              provider: providerName(outcome.tested.provider),
              model: outcome.tested.model,
              n: Math.round(outcome.seconds * 10) / 10,
            })}
          </span>
        )}
        {outcome && "error" in outcome && (
          <span className={css.bad} dir="auto">
            <Icon of={CircleAlert} size={14} />
            {outcome.error}
          </span>
        )}
      </span>
    </div>
  );
}

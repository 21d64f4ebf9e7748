// Step 1: where the conversations are. Demo, a folder of this machine, or files dropped here.
import { useState } from "react";
import { setup } from "api/surfaces/archive";
import { refreshBoot, useBoot } from "app/boot";
import { go } from "app/router";
import { DropCard } from "features/imports/DropCard";
import { FolderCard } from "features/imports/FolderCard";
import { problemText } from "features/imports/problems";
import { StepBody } from "features/imports/Steps";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { ShieldCheck } from "ui/Icon/icons";
import css from "features/imports/Imports.module.css";

export function WhereStep({ first }: { first?: boolean }) {
  const t = useT();
  const { archive } = useBoot();
  const demo = first && archive.state === "none";
  return (
    <StepBody title={t("imports.where")}>
      <div className={css.cards} data-count={demo ? 3 : 2}>
        {demo && <DemoCard />}
        <FolderCard />
        <DropCard />
      </div>
      <div className={css.notes}>
        <p>{t("imports.formats")}</p>
        <p className={css.promise}>
          <Icon of={ShieldCheck} />
          {t("imports.promise")}
        </p>
      </div>
    </StepBody>
  );
}

function DemoCard() {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const look = async () => {
    setBusy(true);
    try {
      await setup({ data_dir: "" });
      await refreshBoot();
      go("#/");
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <section className={css.card} aria-labelledby="demo-card">
      <h3 id="demo-card">{t("welcome.demo")}</h3>
      <p>{t("welcome.demoAbout")}</p>
      <div className={css.end}>
        <Button kind="primary" busy={busy} onClick={() => void look()}>
          {t("welcome.demoOpen")}
        </Button>
      </div>
      {error !== undefined && (
        <p className={css.error} role="alert" dir="auto">
          {problemText(t, error)}
        </p>
      )}
    </section>
  );
}

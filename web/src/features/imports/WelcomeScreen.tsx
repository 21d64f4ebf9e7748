// The first run: three ways in, one promise.
import { useDraft } from "features/imports/draft";
import { Wizard } from "features/imports/Wizard";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import { Screen } from "ui/Screen/Screen";
import css from "features/imports/Imports.module.css";

export default function WelcomeScreen() {
  const t = useT();
  const { step } = useDraft();
  const begins = step === "where";
  return (
    <Screen
      title={t("nav.welcome")}
      heading={t(begins ? "welcome.heading" : "imports.title")}
      needs="none"
      actions={
        <Link to="#/" as="quiet">
          {t("welcome.skip")}
        </Link>
      }
    >
      {begins && <p className={css.lead}>{t("welcome.lead")}</p>}
      <Wizard first />
    </Screen>
  );
}

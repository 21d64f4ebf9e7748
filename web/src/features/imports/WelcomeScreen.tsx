// The first run: three ways in, one promise.
import { Wizard } from "features/imports/Wizard";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import { Screen } from "ui/Screen/Screen";
import css from "features/imports/Imports.module.css";

export default function WelcomeScreen() {
  const t = useT();
  return (
    <Screen
      title={t("nav.welcome")}
      heading={t("welcome.heading")}
      needs="none"
      actions={
        <Link to="#/" as="quiet">
          {t("welcome.skip")}
        </Link>
      }
    >
      <p className={css.lead}>{t("welcome.lead")}</p>
      <Wizard first />
    </Screen>
  );
}

// Data › Import: bring conversations, and everything that was ever brought, with its report and its way back.
import type { ReactNode } from "react";
import { useParams } from "app/router";
import { ImportEntryView } from "features/imports/ImportEntryView";
import { History } from "features/imports/History";
import { useDraft } from "features/imports/draft";
import { Wizard } from "features/imports/Wizard";
import { toApi, toImport } from "app/links";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import { Screen } from "ui/Screen/Screen";

export default function ImportsScreen(): ReactNode {
  const { id } = useParams("imports");
  return id ? <One id={Number(id)} /> : <All />;
}

function All() {
  const t = useT();
  const { step } = useDraft();
  return (
    <Screen
      title={t("imports.title")}
      needs="none"
      actions={
        <Link to={toApi()} as="quiet">
          {t("nav.api")}
        </Link>
      }
    >
      <Wizard />
      {step === "where" && <History />}
    </Screen>
  );
}

function One({ id }: { id: number }) {
  const t = useT();
  return (
    <Screen
      title={t("imports.one")}
      needs="none"
      back={{ to: toImport(), text: t("imports.title") }}
    >
      <ImportEntryView id={id} />
    </Screen>
  );
}

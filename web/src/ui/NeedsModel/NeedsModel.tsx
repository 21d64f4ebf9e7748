// In place of what only a model can give: that there is none, and where one chooses it.
import type { ReactNode } from "react";
import { toSettings } from "app/links";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { Sparkles } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import css from "ui/NeedsModel/NeedsModel.module.css";

export function NeedsModel({ hint }: { hint?: ReactNode }) {
  const t = useT();
  return (
    <div className={css.card} role="status" data-print="never">
      <Icon of={Sparkles} />
      <p className={css.words}>
        <strong>{t("state.noModel")}</strong> {hint && <span dir="auto">{hint}</span>}
      </p>
      <Link to={toSettings("models")} as="plain">
        {t("state.toModels")}
      </Link>
    </div>
  );
}

// A hash that leads nowhere.
import { useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { Link } from "ui/Link/Link";
import { Screen } from "ui/Screen/Screen";

export function NotFound() {
  const t = useT();
  return (
    <Screen title={t("state.notFound")} needs="none" bare>
      <EmptyState
        drawing="house"
        text={t("state.notFound")}
        action={
          <Link to="#/" as="plain">
            {t("state.notFoundAction")}
          </Link>
        }
      />
    </Screen>
  );
}

// Home: this day in past years, people, totals, the year.
import { useT } from "i18n/index";
import { Screen } from "ui/Screen/Screen";

export default function HomeScreen() {
  const t = useT();
  return <Screen title={t("home.title")}>{null}</Screen>;
}

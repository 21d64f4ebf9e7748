// People: everyone one talks with, filtered as one types.
import { useT } from "i18n/index";
import { Screen } from "ui/Screen/Screen";

export default function PeopleScreen() {
  const t = useT();
  return <Screen title={t("people.title")}>{null}</Screen>;
}

// One person: who they are to you, when you talk, your first words.
import { useParams } from "app/router";
import { Screen } from "ui/Screen/Screen";

export default function PersonScreen() {
  const { u } = useParams("person");
  return <Screen title={u}>{null}</Screen>;
}

// One person: who they are to you, when you talk, how it began.
import type { Entry } from "api/surfaces/kith";
import { useTimes } from "app/format";
import { toChat, toSearch } from "app/links";
import { useShownName } from "app/names";
import { type Directory, useDirectory } from "app/people";
import { useParams } from "app/router";
import { Beginning } from "features/people/Beginning";
import { Kinds } from "features/people/Kinds";
import { Numbers } from "features/people/Numbers";
import { useStats } from "features/people/queries";
import { Times } from "features/people/Times";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { fromSeconds } from "lib/time";
import { Avatar } from "ui/Avatar/Avatar";
import { EmptyState } from "ui/Empty/Empty";
import { Icon } from "ui/Icon/Icon";
import { MessageCircle, Search } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import { PrintFoot } from "ui/Print/PrintFoot";
import { Screen } from "ui/Screen/Screen";
import css from "features/people/Person.module.css";

export default function PersonScreen() {
  const t = useT();
  const { u } = useParams("person");
  const people = useDirectory();
  const entry = people.data?.find(u);
  const back = { to: "#/people", text: t("people.title") };
  if (people.data && entry) return <Person entry={entry} directory={people.data} back={back} />;
  return (
    <Screen title={t("person.title")} back={back}>
      <Part query={people} lines={6}>
        {() => <EmptyState text={t("person.unknown")} hint={u} drawing="search" />}
      </Part>
    </Screen>
  );
}

interface PersonProps {
  entry: Entry;
  directory: Directory;
  back: { to: string; text: string };
}

function Person({ entry, directory, back }: PersonProps) {
  const t = useT();
  const name = useShownName()(entry.name);
  const chat = directory.inChat(entry);
  return (
    <Screen
      title={name}
      back={back}
      heading={<Heading entry={entry} name={name} />}
      actions={
        <>
          <Link to={toChat(entry.id)} as="primary">
            <Icon of={MessageCircle} />
            {t("person.read")}
          </Link>
          <Link to={toSearch(`${receipt({ in: chat })} `)} as="plain">
            <Icon of={Search} />
            {t("person.searchIn")}
          </Link>
        </>
      }
    >
      {entry.count === 0 ? (
        <EmptyState text={t("person.silent", { name })} />
      ) : (
        <div className={css.person}>
          <Numbers chat={chat} name={name} />
          <Times chat={chat} name={name} />
          <Beginning chat={chat} />
          <Kinds chat={chat} name={name} />
          <PrintFoot count={entry.count} query={receipt({ in: chat })} />
        </div>
      )}
    </Screen>
  );
}

function Heading({ entry, name }: { entry: Entry; name: string }) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const last = entry.last * 1000;
  const first = fromSeconds(useStats().get(entry.id)?.first_message_ts);
  const day = first === undefined ? "" : times.dayOf(first);
  return (
    <span className={css.heading}>
      <Avatar id={entry.id} name={entry.name} src={entry.avatar} size={56} beside />
      <span className={css.headWords}>
        <span dir="auto">{name}</span>
        <span className={css.sub}>
          {entry.alt[0] && <span dir="auto">{shown(entry.alt[0])}</span>}
          {day && (
            <Link to={toChat(entry.id, { at: day })} title={times.stamp(first!)}>
              {t("people.since", { month: times.month(day.slice(0, 7)) })}
            </Link>
          )}
          {entry.last > 0 && (
            <span title={times.stamp(last)}>
              {t("person.last", { when: times.ago(last, Date.now()) })}
            </span>
          )}
        </span>
      </span>
    </span>
  );
}

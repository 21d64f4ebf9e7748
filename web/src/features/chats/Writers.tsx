// Who wrote how much: in a conversation, a month, a day. Every number opens its messages.
import { useMemo, useState } from "react";
import { useBatch } from "api/query";
import type { Entry } from "api/surfaces/kith";
import type { Found } from "api/types";
import { toPerson } from "app/links";
import { useShownName } from "app/names";
import type { Directory } from "app/people";
import { byPerson } from "features/chats/chats";
import {
  countAsks,
  countQueries,
  type Counted,
  type Writer,
  writersOf,
} from "features/chats/counts";
import { useFormat } from "app/format";
import { useT } from "i18n/index";
import { Avatar } from "ui/Avatar/Avatar";
import { Button } from "ui/Button/Button";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import css from "features/chats/Aside.module.css";

/** The rest comes with a press. */
const kAtFirst = 50;

export interface Counts {
  all: Found;
  mine: number;
  theirs: Found;
  notices: number;
  oldest: Found;
}

/** All counts at once; undefined while one is missing. */
export function useCounts(what: Counted) {
  const answers = useBatch(countAsks(what));
  const [all, mine, theirs, notices, oldest] = answers;
  const data: Counts | undefined =
    all.data && mine.data && theirs.data && notices.data && oldest.data
      ? {
          all: all.data,
          mine: mine.data.total,
          theirs: theirs.data,
          notices: notices.data.total,
          oldest: oldest.data,
        }
      : undefined;
  const error = answers.find((one) => one.error)?.error ?? null;
  const refetch = () => answers.forEach((one) => one.error && void one.refetch());
  return { data, error, refetch };
}

export interface WritersProps {
  what: Counted;
  counts: Counts;
  directory: Directory;
  /** The heading of a receipt: "阿梅, March 2024". */
  title: (name: string) => string;
  /** The part of one's own and of the others, in words, beside the bars. */
  label: string;
}

export function Writers({ what, counts, directory, title, label }: WritersProps) {
  const t = useT();
  const people = useMemo(() => byPerson(directory.entries), [directory]);
  const writers = useMemo(
    () =>
      writersOf(what, counts.mine, counts.theirs.facets, (person) => {
        const entry = people.get(person);
        return entry ? directory.from(entry) : `#${person}`;
      }),
    [what, counts, people, directory],
  );
  const [all, setAll] = useState(false);
  const { notices } = countQueries(what);
  const others = counts.theirs.facets?.other_people ?? 0;
  return (
    <>
      <ul className={css.writers} aria-label={label}>
        {writers.slice(0, all ? Infinity : kAtFirst).map((one) => (
          <Row
            key={one.person}
            writer={one}
            entry={people.get(one.person)}
            whole={counts.all.total}
            title={title}
          />
        ))}
      </ul>
      {!all && writers.length > kAtFirst && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t("chats.allWriters", { n: writers.length })}
        </Button>
      )}
      {others > 0 && <p className={css.note}>{t("chats.otherWriters", { n: others })}</p>}
      {counts.notices > 0 && (
        <p className={css.note}>
          {t("chats.notices")}{" "}
          <Num value={counts.notices} query={notices} title={title(t("chats.notices"))} />
        </p>
      )}
    </>
  );
}

interface RowProps {
  writer: Writer;
  entry: Entry | undefined;
  whole: number;
  title: (name: string) => string;
}

function Row({ writer, entry, whole, title }: RowProps) {
  const t = useT();
  const f = useFormat();
  const shown = useShownName();
  const mine = writer.person === 0;
  const name = mine ? t("hit.me") : shown(writer.name) || t("chats.nobody");
  const share = writer.count / Math.max(1, whole);
  return (
    <li className={css.writer}>
      <Avatar
        id={entry?.id ?? String(writer.person)}
        name={mine ? t("hit.me") : writer.name}
        src={entry?.avatar}
        size={24}
        beside
      />
      {entry && !mine ? (
        <Link to={toPerson(entry.id)} className={css.name} dir="auto">
          {name}
        </Link>
      ) : (
        <span className={css.name} dir="auto">
          {name}
        </span>
      )}
      <span className={css.share}>{f.percent(share)}</span>
      <Num value={writer.count} query={writer.query} title={title(name)} />
      <svg className={css.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
        <rect className={css.barBack} width={100} height={4} />
        <rect className={mine ? css.barMine : css.barTheirs} width={100 * share} height={4} />
      </svg>
    </li>
  );
}

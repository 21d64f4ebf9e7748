// The messages of the open conversation with what lies over and beside them: the day, the months, the way to the newest.
import { type Ref, useMemo, useRef, useState } from "react";
import { wasCancelled } from "api/query";
import type { Entry } from "api/surfaces/kith";
import { useTimes } from "app/format";
import type { Directory } from "app/people";
import { byPerson } from "features/chats/chats";
import { DateRail } from "features/chats/DateRail";
import { Message, type MessageActions } from "features/chats/Message";
import { MessageList, type MessageListHandle, type Standing } from "features/chats/MessageList";
import type { RailMonth } from "features/chats/rail";
import { rowsOf } from "features/chats/runs";
import { Sticky } from "features/chats/Sticky";
import type { Finding } from "features/chats/useFind";
import { isGone, type Reader } from "features/chats/useReader";
import type { Steps } from "features/chats/useSteps";
import { endOf } from "features/chats/track";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { Button, IconButton } from "ui/Button/Button";
import { EmptyState, ErrorState } from "ui/Empty/Empty";
import { ArrowDown } from "ui/Icon/icons";
import { PrintFoot } from "ui/Print/PrintFoot";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/chats/Reader.module.css";

const kScrubMs = 120;

export interface ConversationProps {
  entry: Entry;
  directory: Directory;
  reader: Reader;
  /** At the top of what is seen. */
  day: string;
  rail: readonly RailMonth[];
  finding: Finding;
  /** The message the address names. */
  target: number | undefined;
  steps: Steps;
  actions: MessageActions;
  list: Ref<MessageListHandle>;
  onStand: (standing: Standing) => void;
  /** The sheet of a day or month. */
  onSheet: (of: string) => void;
  onMonth: (month: string) => void;
  /** What the chosen message offers. */
  onOpen: () => void;
}

export function Conversation(props: ConversationProps) {
  const t = useT();
  const { reader } = props;
  const { track, error } = reader;
  return (
    <div className={css.body}>
      {!track && !error && (
        <div className={css.opening}>
          <Skeleton
            says={t("chats.opening")}
            lines={12}
            after={<Button onClick={reader.cancel}>{t("state.cancel")}</Button>}
          />
        </div>
      )}
      {error && !(isGone(error) && !track) && (
        <div className={css.failed}>
          <ErrorState
            text={t(wasCancelled(error) ? "state.cancelled" : "state.failed")}
            details={wasCancelled(error) ? undefined : error.message}
            onRetry={reader.model.retry}
          />
        </div>
      )}
      {track && track.total === 0 && <EmptyState text={t("chats.empty")} />}
      {track && track.total > 0 && <Messages {...props} />}
    </div>
  );
}

function Messages(props: ConversationProps) {
  const t = useT();
  const times = useTimes();
  const { entry, reader, day, rail, finding, steps } = props;
  const { track, shown, items } = reader;
  const [seen, setSeen] = useState({ heading: true, atEnd: true });
  const people = useMemo(() => byPerson(props.directory.entries), [props.directory]);
  const rows = useMemo(() => {
    const at = track && items[0] ? track.items.indexOf(items[0]) : 0;
    return rowsOf(items, track?.items[at - 1], times.dayOf);
  }, [items, track, times]);
  const scrub = useRef(0);
  if (!track) return null;
  const ends = {
    before: track.before === undefined && shown.from === track.first,
    after: track.after === undefined && shown.to === endOf(track),
  };
  const first = rail[0]?.month;
  const onStand = (next: Standing) => {
    props.onStand(next);
    const { heading, atEnd } = next;
    setSeen((was) => (was.heading === heading && was.atEnd === atEnd ? was : { heading, atEnd }));
  };
  const onKey = (key: string) => {
    if (key === "ArrowDown") steps.step(1);
    else if (key === "ArrowUp") steps.step(-1);
    else if (key === "End") reader.model.open("end");
    else if (key === "Home" && first) reader.model.open({ at: `${first}-01` });
    else if (key === "Enter") props.onOpen();
    else return false;
    return true;
  };
  const onMonth = (month: string, how: "scrub" | "stay") => {
    clearTimeout(scrub.current);
    if (how === "stay") props.onMonth(month);
    else
      scrub.current = window.setTimeout(() => reader.model.open({ at: `${month}-01` }), kScrubMs);
  };
  return (
    <>
      <Sticky day={day} hidden={seen.heading} onPress={() => props.onSheet(day)} />
      <MessageList
        items={items}
        goal={reader.goal}
        busy={reader.busy}
        ends={ends}
        onMore={reader.model.more}
        onStand={onStand}
        handle={props.list}
        onKey={onKey}
        beginning={<p className={css.beginning}>{t("chats.beginning")}</p>}
      >
        {(item, i) => (
          <Message
            key={item.id}
            row={rows[i]!}
            place={shown.from + i}
            total={track.total}
            group={entry.kind === "group"}
            person={people.get(item.sender)}
            marks={finding.marks.get(item.id)}
            state={stateOf(item.id, steps.current, props.target)}
            actions={props.actions}
          />
        )}
      </MessageList>
      <PrintFoot
        count={items.length}
        total={track.total}
        query={receipt({ in: props.directory.inChat(entry) })}
      />
      {!(ends.after && seen.atEnd) && (
        <span className={css.newest} data-print="never">
          <IconButton
            icon={ArrowDown}
            label={t("chats.newest")}
            onClick={() => reader.model.open("end")}
          />
        </span>
      )}
      {rail.length > 1 && (
        <DateRail
          rail={rail}
          month={day.slice(0, 7) || rail.at(-1)!.month}
          hits={finding.hits.query ? finding.hits.months : undefined}
          onMonth={onMonth}
          onSheet={props.onSheet}
        />
      )}
    </>
  );
}

function stateOf(id: number, current: number | undefined, target: number | undefined) {
  if (id === current) return id === target ? "both" : "current";
  return id === target ? "target" : "";
}

// The sheets of a day and of a month of the open conversation: who wrote how much, the first and the last message, its days.
import { useState } from "react";
import type { Entry } from "api/surfaces/kith";
import { useTimes } from "app/format";
import { toDay } from "app/links";
import { useShownName } from "app/names";
import type { Directory } from "app/people";
import { type Counts, useCounts, Writers } from "features/chats/Writers";
import { countQueries } from "features/chats/counts";
import { End } from "features/chats/End";
import { MonthDays } from "features/chats/MonthDays";
import { useT } from "i18n/index";
import { addMonths } from "lib/day";
import { Button } from "ui/Button/Button";
import { CalendarDays, ChevronLeft, ChevronRight, Clock } from "ui/Icon/icons";
import { EmptyState } from "ui/Empty/Empty";
import { Icon } from "ui/Icon/Icon";
import { Dialog } from "ui/Layer/Dialog";
import { Link } from "ui/Link/Link";
import { Num } from "ui/Num/Num";
import { Part } from "ui/Part/Part";
import css from "features/chats/Aside.module.css";

/** "2024-03-15" is the sheet of a day, "2024-03" that of a month. */
export type SheetOf = string;

export interface SheetsProps {
  of: SheetOf;
  entry: Entry;
  directory: Directory;
  /** The first and the last month with messages. */
  first: string;
  last: string;
  onMessage: (id: number) => void;
  onDay: (day: string) => void;
  onClose: () => void;
}

export default function Sheets(props: SheetsProps) {
  const times = useTimes();
  const [of, setOf] = useState(props.of);
  const month = of.length === 7;
  const close = props.onClose;
  const title = month ? times.month(of) : times.heading(of);
  return (
    <Dialog open onClose={close} shape="sheet" title={title}>
      {month ? (
        <Month key={of} {...props} of={of} onSheet={setOf} />
      ) : (
        <Day key={of} {...props} of={of} onSheet={setOf} />
      )}
    </Dialog>
  );
}

type InsideProps = SheetsProps & { onSheet: (of: SheetOf) => void };

function Day(props: InsideProps) {
  const { of, onSheet, onClose } = props;
  const t = useT();
  return (
    <div className={css.sheet}>
      <Said {...props} />
      <div className={css.ways}>
        <Link to={toDay(of)} as="plain" onClick={onClose}>
          <Icon of={Clock} />
          {t("chats.dayEverywhere")}
        </Link>
        <Button icon={CalendarDays} onClick={() => onSheet(of.slice(0, 7))}>
          {t("chats.dayMonth")}
        </Button>
      </div>
    </div>
  );
}

function Month(props: InsideProps) {
  const { of, entry, directory, first, last, onSheet, onDay, onClose } = props;
  const t = useT();
  const times = useTimes();
  const beside = (by: 1 | -1) => {
    const month = addMonths(of, by);
    if (month < first || month > last) return <span />;
    return (
      <Button kind="quiet" icon={by < 0 ? ChevronLeft : undefined} onClick={() => onSheet(month)}>
        {times.month(month)}
        {by > 0 && <Icon of={ChevronRight} />}
      </Button>
    );
  };
  return (
    <div className={css.sheet}>
      <nav className={css.months} aria-label={t("chats.monthsBeside")}>
        {beside(-1)}
        {beside(1)}
      </nav>
      <MonthDays
        chat={directory.inChat(entry)}
        month={of}
        onDay={(day) => {
          onClose();
          onDay(day);
        }}
      />
      <Said {...props} />
    </div>
  );
}

/** The numbers of a day or month, and its ends. */
function Said({ of, entry, directory, onMessage, onClose }: InsideProps) {
  const t = useT();
  const times = useTimes();
  const what = { chat: directory.inChat(entry), on: of };
  const counts = useCounts(what);
  const month = of.length === 7;
  const when = month ? times.month(of) : times.heading(of);
  const shows = month ? "date" : "clock";
  const title = (name: string) => t("chats.saidBy", { name, when });
  const name = useShownName()(entry.name);
  const go = (id: number) => {
    onClose();
    onMessage(id);
  };
  return (
    <Part query={counts} lines={6} says={t("chats.counting")}>
      {(found: Counts) => (
        <>
          <p className={css.total}>
            <Num
              value={found.all.total}
              query={countQueries(what).all}
              title={title(name)}
              size="large"
            />{" "}
            {t("chats.ofMessages", { n: found.all.total })}
          </p>
          {found.all.total + found.notices === 0 && <EmptyState text={t("chats.daySilent")} />}
          <Writers
            what={what}
            counts={found}
            directory={directory}
            title={title}
            label={t("chats.writers")}
          />
          <End says={t("chats.firstOf")} hit={found.oldest.hits[0]} when={shows} onMessage={go} />
          {found.all.total > 1 && (
            <End says={t("chats.lastOf")} hit={found.all.hits[0]} when={shows} onMessage={go} />
          )}
        </>
      )}
    </Part>
  );
}

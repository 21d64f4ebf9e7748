// People one may want to write to. No score, no nagging: how long it has been quiet, and "not now".
import { useMemo, useState } from "react";
import { useAsk } from "api/query";
import { contactStats } from "api/surfaces/archive";
import { useFormat } from "app/format";
import { toPerson } from "app/links";
import { useShownName } from "app/names";
import type { Entry } from "api/surfaces/kith";
import { keep } from "app/store";
import { quietPeople, type Quiet } from "features/home/memories";
import { useT } from "i18n/index";
import { Avatar } from "ui/Avatar/Avatar";
import { Button } from "ui/Button/Button";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import { toast } from "ui/Toast/toasts";
import css from "features/home/Home.module.css";

const kShown = 4;
/** Nothing at all was said lately: the days say it already. */
const kGone = -0.99;
const kKey = "kith.home.not-now";
const kWeeks = 4;
const kWeek = 7 * 86_400_000;

/** Who is left out until when; kept in this browser. */
function useNotNow(now: number) {
  const [until, setUntil] = useState(() => keep.read<Record<string, number>>(kKey, {}));
  const change = (next: Record<string, number>) => {
    setUntil(next);
    keep.write(kKey, next);
  };
  return {
    isOut: (id: string) => (until[id] ?? 0) > now,
    out: (id: string) => change({ ...until, [id]: now + kWeeks * kWeek }),
    back: (id: string) => change({ ...until, [id]: 0 }),
  };
}

export function WriteTo({ entries, now }: { entries: readonly Entry[]; now: number }) {
  const t = useT();
  const name = useShownName();
  const notNow = useNotNow(now);
  const stats = useAsk(contactStats());
  const quiet = useMemo(() => {
    const byId = new Map((stats.data ?? []).map((one) => [one.username, one]));
    return quietPeople(entries, byId, Math.floor(now / 1000));
  }, [stats.data, entries, now]);
  const shown = quiet.filter((one) => !notNow.isOut(one.entry.id)).slice(0, kShown);
  const leaveOut = ({ entry }: Quiet) => {
    notNow.out(entry.id);
    toast(t("home.leftOut", { name: name(entry.name) }), { undo: () => notNow.back(entry.id) });
  };
  return (
    <Part query={stats} lines={4}>
      {() =>
        shown.length === 0 ? (
          <p className={css.none}>{t("home.writeToNone")}</p>
        ) : (
          <ul className={css.quiet}>
            {shown.map((one) => (
              <li key={one.entry.id}>
                <QuietPerson one={one} onLeaveOut={() => leaveOut(one)} />
              </li>
            ))}
          </ul>
        )
      }
    </Part>
  );
}

function QuietPerson({ one, onLeaveOut }: { one: Quiet; onLeaveOut: () => void }) {
  const t = useT();
  const f = useFormat();
  const name = useShownName()(one.entry.name);
  const facts = [
    one.days >= 1 ? t("home.quietDays", { n: one.days }) : "",
    one.change === undefined || one.change <= kGone
      ? ""
      : t("home.cooled", { change: f.percent(-one.change) }),
  ];
  return (
    <div className={css.person}>
      <Link to={toPerson(one.entry.id)} className={css.who}>
        <Avatar id={one.entry.id} name={one.entry.name} src={one.entry.avatar} beside />
        <span className={css.names}>
          <span className={css.name} dir="auto">
            {name}
          </span>
          <span className={css.facts}>{facts.filter(Boolean).join(" · ")}</span>
        </span>
      </Link>
      <Button kind="quiet" onClick={onLeaveOut} aria-label={t("home.notNowWho", { name })}>
        {t("home.notNow")}
      </Button>
    </div>
  );
}

// A conversation as a row of a list: its name, what was said last, when, how much.
import { useTimes } from "app/format";
import { Avatar } from "ui/Avatar/Avatar";
import { Link } from "ui/Link/Link";
import css from "ui/TalkRow/TalkRow.module.css";

export interface TalkRowProps {
  to: string;
  /** For the picture. */
  id: string;
  name: string;
  below: string;
  lang?: string | undefined;
  /** Unix milliseconds. */
  at: number | undefined;
  side: string;
  open: boolean;
}

export function TalkRow({ to, id, name, below, lang, at, side, open }: TalkRowProps) {
  const times = useTimes();
  return (
    <Link to={to} className={css.row} aria-current={open ? "page" : undefined}>
      <Avatar id={id} name={name} beside />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.below} dir="auto" lang={lang}>
          {below}
        </span>
      </span>
      <span className={css.side}>
        {at !== undefined && (
          <time dateTime={times.machine(at)} title={times.stamp(at)}>
            {times.brief(at, Date.now())}
          </time>
        )}
        <span>{side}</span>
      </span>
    </Link>
  );
}

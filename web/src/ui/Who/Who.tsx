// Who it is, as a row of a list says it: a picture, the name and what stands below it. Leads to them.
import type { Entry } from "api/surfaces/kith";
import { useShownName } from "app/names";
import { Avatar } from "ui/Avatar/Avatar";
import { Link } from "ui/Link/Link";
import css from "ui/Who/Who.module.css";

export interface WhoProps {
  entry: Entry;
  to: string;
  /** The line below the name; without one there is none. */
  below?: string;
  /** What is open beside the list. */
  open?: boolean;
  className?: string;
}

export function Who({ entry, to, below, open, className }: WhoProps) {
  const shown = useShownName();
  return (
    <Link
      to={to}
      className={`${css.who} ${className ?? ""}`}
      aria-current={open ? "page" : undefined}
    >
      <Avatar
        id={entry.id}
        name={entry.name}
        src={entry.avatar}
        kind={entry.kind === "group" ? "group" : "person"}
        beside
      />
      <span className={css.names}>
        <span className={css.name} dir="auto">
          {shown(entry.name)}
        </span>
        {below && (
          <span className={css.below} dir="auto">
            {below}
          </span>
        )}
      </span>
    </Link>
  );
}

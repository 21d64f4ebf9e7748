// The last line on paper: when it was printed, how many messages of how many, and the search that finds them.
import { useTimes } from "app/format";
import { useSetting } from "app/settings";
import { useT } from "i18n/index";
import css from "ui/Print/PrintFoot.module.css";

export interface PrintFootProps {
  /** Messages on the paper; absent: the paper counts nothing. */
  count?: number | undefined;
  /** Of how many, where they are not all. */
  total?: number | undefined;
  query?: string | undefined;
}

export function PrintFoot({ count, total = count, query }: PrintFootProps) {
  const t = useT();
  const times = useTimes();
  const masked = useSetting("masked"); // a search has names in it
  const now = Date.now();
  return (
    <footer className={css.foot}>
      <time dateTime={times.machine(now)}>{t("print.on", { day: times.stamp(now) })}</time>
      {count !== undefined && total !== undefined && (
        <span>
          {count === total ? t("print.count", { n: count }) : t("print.part", { n: count, total })}
        </span>
      )}
      {query && !masked && <code dir="auto">{query}</code>}
    </footer>
  );
}

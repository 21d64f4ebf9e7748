// A number that opens its messages. Without a query it is only a number.
import { useFormat } from "app/format";
import { openReceipt } from "ui/Receipts/receipts";
import css from "ui/Num/Num.module.css";

export interface NumProps {
  value: number;
  /** The search that finds exactly the counted messages, from receipt() of lib/query-language. */
  query?: string;
  /** What is counted, the heading of the drawer: "Late-night messages with 阿梅". */
  title: string;
  /** Short form (4.8万, 48K) with the full number in its tooltip. */
  compact?: boolean;
  /** A unit after the number, already in the language of the page. */
  unit?: string;
  /** Why the messages may be fewer or more than the number. */
  why?: string;
  size?: "text" | "large" | "hero";
}

export function Num({ value, query, title, compact, unit, why, size = "text" }: NumProps) {
  const f = useFormat();
  const full = f.number(value);
  const shown = compact ? f.short(value).text : full;
  const inside = (
    <>
      {shown}
      {unit && <span className={css.unit}>{unit}</span>}
    </>
  );
  // Whoever speaks to the page says what is seen; whoever listens hears the whole number.
  const said = `${shown}${unit ?? ""}${shown === full ? "" : ` (${full})`}`;
  const looks = `${css.num} ${css[size]}`;
  if (query === undefined || value === 0) {
    return (
      <span className={looks} title={shown === full ? undefined : full}>
        {inside}
      </span>
    );
  }
  return (
    <button
      type="button"
      data-receipt
      className={`${looks} ${css.opens}`}
      title={`${full} · ${title}`}
      aria-label={`${said}, ${title}`}
      aria-haspopup="dialog"
      onClick={() => openReceipt({ query, title, expected: value, why })}
    >
      {inside}
    </button>
  );
}

// A date field that opens its day; the key d reaches it.
import { useId, useRef } from "react";
import { useKeys } from "app/keys";
import { toDay } from "app/links";
import { go } from "app/router";
import type { Counts } from "features/time/days";
import { useT } from "i18n/index";
import { isDay } from "lib/day";
import css from "features/time/Time.module.css";

export interface JumpToDayProps {
  counts: Counts;
  today: string;
  /** The day that is shown. */
  day?: string;
}

export function JumpToDay({ counts, today, day }: JumpToDayProps) {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const first = Object.keys(counts).toSorted()[0] ?? "1970-01-01";
  useKeys([{ keys: "d", text: t("time.jump"), run: () => field.current?.focus() }]);
  // While a year is typed ("0202") the field holds days that nobody means.
  const jump = (value: string) => {
    if (isDay(value) && value >= first && value <= today && value !== day) go(toDay(value));
  };
  return (
    <span className={css.jump}>
      <label htmlFor={id} className="visually-hidden">
        {t("time.jump")}
      </label>
      <input
        key={day}
        ref={field}
        id={id}
        type="date"
        min={first}
        max={today}
        defaultValue={day}
        onChange={(event) => jump(event.target.value)}
      />
    </span>
  );
}

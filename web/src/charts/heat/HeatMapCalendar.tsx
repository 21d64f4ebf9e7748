// A year as a calendar: one square a day, darker for more messages. Arrows move by day and week, Page keys by month, Enter opens the day.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { type Cell, cellsOf, monthColumns, moved } from "charts/heat/layout";
import { useFormat, useTimes } from "app/format";
import { useT } from "i18n/index";
import { quantileLimits, stepOf } from "lib/scale";
import css from "charts/heat/Heat.module.css";

export interface HeatMapCalendarProps {
  /** Messages by "YYYY-MM-DD". */
  counts: Readonly<Record<string, number>>;
  year: number;
  /** "YYYY-MM-DD" in the archive's zone: days after it are hatched. */
  today: string;
  selected?: string;
  label: string;
  onDay: (day: string) => void;
}

const kCell = 14;
const kSquare = 11;
const kLeft = 34;
const kTop = 18;

export function HeatMapCalendar(props: HeatMapCalendarProps) {
  const { counts, year, today, selected, label, onDay } = props;
  const t = useT();
  const times = useTimes();
  const cells = useMemo(() => cellsOf(year), [year]);
  // Limits over all days given: years can be compared.
  const limits = useMemo(() => quantileLimits(Object.values(counts)), [counts]);
  const [focus, setFocus] = useState("");
  const svg = useRef<SVGSVGElement>(null);
  const box = useNewestFirst(year);
  const first = focusDay(focus, selected, today, year);
  const rows = useMemo(
    () => Array.from({ length: 7 }, (_, row) => cells.filter((cell) => cell.row === row)),
    [cells],
  );
  const weeks = (cells.at(-1)?.week ?? 52) + 1;
  const onKey = (event: KeyboardEvent<SVGElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const day = (event.target as SVGElement).dataset.day ?? first;
    if ((event.key === "Enter" || event.key === " ") && day <= today) {
      event.preventDefault();
      onDay(day);
      return;
    }
    const next = moved(day, event.key, year);
    if (next === day) return;
    event.preventDefault();
    event.stopPropagation();
    setFocus(next);
    svg.current?.querySelector<SVGElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div className={css.heat}>
      <div ref={box} className={css.scroll}>
        <svg
          ref={svg}
          role="grid"
          tabIndex={-1}
          aria-label={label}
          viewBox={`0 0 ${kLeft + weeks * kCell} ${kTop + 7 * kCell}`}
          className={css.calendar}
          onKeyDown={onKey}
        >
          <Hatch />
          <g aria-hidden className={css.words}>
            {monthColumns(cells).map(([month, week]) => (
              <text key={month} x={kLeft + week * kCell} y={kTop - 7}>
                {times.day(`${month}-01`, "monthShort")}
              </text>
            ))}
            {[0, 2, 4, 6].map((row) => (
              <text key={row} x={0} y={kTop + row * kCell + 9}>
                {times.weekday((row + 1) % 7)}
              </text>
            ))}
          </g>
          {rows.map((row, i) => (
            <g key={i} role="row" aria-label={times.weekday((i + 1) % 7, "weekdayLong")}>
              {row.map((cell) => (
                <Day
                  key={cell.day}
                  cell={cell}
                  count={counts[cell.day] ?? 0}
                  step={stepOf(counts[cell.day] ?? 0, limits)}
                  state={cell.day > today ? "future" : cell.day === today ? "today" : "past"}
                  selected={cell.day === selected}
                  tabbable={cell.day === first}
                  onDay={onDay}
                />
              ))}
            </g>
          ))}
          <g aria-hidden className={css.digits}>
            {cells
              .filter(({ day }) => day <= today)
              .map(({ day, week, row }) => (
                <text key={day} x={kLeft + week * kCell + 2.5} y={kTop + row * kCell + 9}>
                  {stepOf(counts[day] ?? 0, limits)}
                </text>
              ))}
          </g>
        </svg>
      </div>
      <Legend limits={limits} none={t("heat.none")} />
    </div>
  );
}

/** The day that Tab reaches: where one was, the selected one, today, or the last of the year. */
function focusDay(
  focus: string,
  selected: string | undefined,
  today: string,
  year: number,
): string {
  const inYear = (day: string | undefined) => day !== undefined && Number(day.slice(0, 4)) === year;
  return [focus, selected, today].find(inYear) ?? `${String(year).padStart(4, "0")}-12-31`;
}

/** A narrow window shows the newest end first. */
function useNewestFirst(year: number) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, [year]);
  return box;
}

interface DayProps {
  cell: Cell;
  count: number;
  step: number;
  state: "past" | "today" | "future";
  selected: boolean;
  tabbable: boolean;
  onDay: (day: string) => void;
}

function Day({ cell, count, step, state, selected, tabbable, onDay }: DayProps) {
  const t = useT();
  const times = useTimes();
  const [x, y] = [kLeft + cell.week * kCell, kTop + cell.row * kCell];
  const name = t("heat.day", { day: times.day(cell.day, "heading"), n: count });
  const future = state === "future";
  return (
    <g
      role="gridcell"
      tabIndex={tabbable ? 0 : -1}
      aria-label={future ? t("heat.future", { day: times.day(cell.day, "heading") }) : name}
      aria-selected={selected}
      aria-disabled={future || undefined}
      data-day={cell.day}
      className={`${css.day} ${css[`step${step}`]} ${css[state]} ${selected ? css.selected : ""}`}
      onClick={future ? undefined : () => onDay(cell.day)}
    >
      <title>{name}</title>
      <rect x={x} y={y} width={kSquare} height={kSquare} rx={2.5} />
    </g>
  );
}

function Hatch() {
  return (
    <defs>
      <pattern
        id="heat-hatch"
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="1" height="4" className={css.hatch} />
      </pattern>
    </defs>
  );
}

/** The limits are quantiles of the days that are not zero; they are printed. */
function Legend({ limits, none }: { limits: readonly number[]; none: string }) {
  const f = useFormat();
  return (
    <p className={css.legend} aria-hidden>
      <span className={css.key}>
        <i className={css.step0}>{0}</i>
        {none}
      </span>
      {limits.map((limit, i) => {
        const from = (limits[i - 1] ?? 0) + 1;
        return (
          <span key={limit} className={css.key}>
            <i className={css[`step${i + 1}`]}>{i + 1}</i>
            {from === limit ? f.number(limit) : `${f.number(from)}–${f.number(limit)}`}
          </span>
        );
      })}
    </p>
  );
}

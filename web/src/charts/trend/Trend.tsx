// Messages a day as bars. Arrows move by day, Home and End to the ends, Enter opens the day.
import { type KeyboardEvent, useRef, useState } from "react";
import { useFormat, useTimes } from "app/format";
import { useT } from "i18n/index";
import { labelled, roundUp } from "charts/trend/scale";
import css from "charts/trend/Trend.module.css";

export interface TrendProps {
  /** Day after day, without gaps, oldest first. */
  points: readonly { date: string; count: number }[];
  label: string;
  onDay: (day: string) => void;
}

const kWidth = 1000;
const kHeight = 160;
const kLabels = 6;
const kSteps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 };

export function Trend({ points, label, onDay }: TrendProps) {
  const f = useFormat();
  const times = useTimes();
  const [focus, setFocus] = useState(points.length - 1);
  const svg = useRef<SVGSVGElement>(null);
  const at = Math.min(focus, points.length - 1);
  const top = roundUp(Math.max(0, ...points.map((point) => point.count)));
  const width = kWidth / Math.max(1, points.length);
  const names = labelled(points.length, kLabels);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const date = points[at]?.date;
    if ((event.key === "Enter" || event.key === " ") && date) onDay(date);
    else {
      const step = kSteps[event.key];
      const ends: Record<string, number> = { Home: 0, End: points.length - 1 };
      const next = ends[event.key] ?? (step === undefined ? undefined : at + step);
      if (next === undefined) return;
      const to = Math.max(0, Math.min(points.length - 1, next));
      setFocus(to);
      svg.current?.querySelector<SVGElement>(`[data-day="${points[to]?.date}"]`)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css.trend}>
      <p className={css.axis} aria-hidden>
        <span>{f.number(top)}</span>
        <span>0</span>
      </p>
      <svg
        ref={svg}
        role="grid"
        aria-label={label}
        tabIndex={-1}
        viewBox={`0 0 ${kWidth} ${kHeight}`}
        preserveAspectRatio="none"
        className={css.bars}
        onKeyDown={onKey}
      >
        <g role="row">
          {points.map((point, i) => (
            <Bar
              key={point.date}
              point={point}
              x={i * width}
              width={width}
              height={(kHeight * point.count) / top}
              tabbable={i === at}
              onDay={onDay}
            />
          ))}
        </g>
      </svg>
      <p className={css.days} aria-hidden>
        {points.map(
          (point, i) =>
            names.has(i) && (
              <span
                key={point.date}
                style={{ insetInlineEnd: `${100 - (100 * (i + 1)) / points.length}%` }}
              >
                {times.day(point.date, "dateShort")}
              </span>
            ),
        )}
      </p>
    </div>
  );
}

interface BarProps {
  point: { date: string; count: number };
  x: number;
  width: number;
  height: number;
  tabbable: boolean;
  onDay: (day: string) => void;
}

function Bar({ point, x, width, height, tabbable, onDay }: BarProps) {
  const t = useT();
  const times = useTimes();
  const name = t("heat.day", { day: times.heading(point.date), n: point.count });
  const gap = Math.min(2, width / 4);
  return (
    <g
      role="gridcell"
      tabIndex={tabbable ? 0 : -1}
      data-day={point.date}
      aria-label={name}
      className={css.bar}
      onClick={() => onDay(point.date)}
    >
      <title>{name}</title>
      <rect className={css.touch} x={x} y={0} width={width} height={kHeight} />
      <rect
        className={css.mark}
        x={x + gap / 2}
        y={kHeight - Math.max(height, 1)}
        width={width - gap}
        height={Math.max(height, 1)}
      />
    </g>
  );
}

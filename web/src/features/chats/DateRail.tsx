// The months of a conversation at the right edge: how much was said when, where one is; drag or arrow keys to go.
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { useFormat, useTimes } from "app/format";
import { monthStep, type RailMonth, rowAt, rowOf, yearsOf } from "features/chats/rail";
import { useT } from "i18n/index";
import css from "features/chats/Rail.module.css";

export interface DateRailProps {
  rail: readonly RailMonth[];
  /** The month at the top of what is seen. */
  month: string;
  /** Found messages by month. */
  hits?: Readonly<Record<string, number>> | undefined;
  /** "scrub": while dragging; "stay": let go, or by key. */
  onMonth: (month: string, how: "scrub" | "stay") => void;
  /** The sheet of the month at the top of what is seen. */
  onSheet: (month: string) => void;
}

const kYears = 12;
/** Pixels: few months do not become walls. */
const kTallest = 32;

export function DateRail({ rail, month, hits, onMonth, onSheet }: DateRailProps) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const slider = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const years = useMemo(() => yearsOf(rail, kYears), [rail]);
  const at = dragged ?? month;
  const row = rowOf(rail, at);
  const says = t("chats.railMonth", { month: times.month(at), n: rail[row]?.count ?? 0 });
  const percent = (value: number) => `${(100 * value) / rail.length}%`;
  const drag = (event: PointerEvent) => {
    const box = slider.current!.getBoundingClientRect();
    const next = rail[rowAt(rail, (event.clientY - box.top) / box.height)]?.month;
    if (!next || next === dragged) return;
    setDragged(next);
    onMonth(next, "scrub");
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, string | undefined> = {
      ArrowUp: monthStep(rail, month, -1),
      ArrowLeft: monthStep(rail, month, -1),
      PageUp: monthStep(rail, month, -1),
      ArrowDown: monthStep(rail, month, 1),
      ArrowRight: monthStep(rail, month, 1),
      PageDown: monthStep(rail, month, 1),
      Home: rail[0]?.month,
      End: rail.at(-1)?.month,
    };
    const next = steps[event.key];
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    onMonth(next, "stay");
  };
  return (
    <div className={css.rail} data-print="never">
      <button
        type="button"
        className={css.month}
        aria-haspopup="dialog"
        title={t("chats.monthSheet", { month: says })}
        onClick={() => onSheet(at)}
      >
        <span className="visually-hidden">{t("chats.monthSheet", { month: says })}</span>
        <span aria-hidden>{times.day(`${at}-01`, "monthShort")}</span>
      </button>
      <div className={css.inner} style={{ maxHeight: rail.length * kTallest }}>
        {years.map((one) => (
          <span key={one.year} className={css.year} style={{ top: percent(one.row) }} aria-hidden>
            {one.year.slice(2)}
          </span>
        ))}
        <div
          ref={slider}
          role="slider"
          tabIndex={0}
          className={css.track}
          aria-label={t("chats.rail")}
          aria-orientation="vertical"
          aria-valuemin={1}
          aria-valuemax={rail.length}
          aria-valuenow={row + 1}
          aria-valuetext={says}
          title={dragged ? undefined : says}
          onKeyDown={onKey}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            drag(event);
          }}
          onPointerMove={(event) => dragged !== null && drag(event)}
          onPointerUp={() => {
            if (dragged !== null) onMonth(dragged, "stay");
            setDragged(null);
          }}
          onPointerCancel={() => setDragged(null)}
        >
          <svg
            viewBox={`0 0 24 ${rail.length}`}
            preserveAspectRatio="none"
            className={css.months}
            aria-hidden
          >
            {rail.map((one, i) => (
              <rect
                key={one.month}
                className={hits?.[one.month] ? css.found : undefined}
                x={24 - 20 * one.length}
                y={i + 0.1}
                width={20 * one.length}
                height={0.8}
              />
            ))}
          </svg>
          <span
            className={css.thumb}
            style={{ top: percent(row), height: percent(1) }}
            aria-hidden
          />
        </div>
      </div>
      {dragged && (
        <span className={css.label} aria-hidden>
          <strong>{times.month(dragged)}</strong>
          <span>{f.number(rail[row]?.count ?? 0)}</span>
        </span>
      )}
    </div>
  );
}

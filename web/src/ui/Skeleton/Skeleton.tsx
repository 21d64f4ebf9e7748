// What is coming, in its size. Nothing for 150 ms, then grey lines; after 2 s it says what is being done; after 10 s one may stop waiting.
import { type ReactNode, useEffect, useState } from "react";
import css from "ui/Skeleton/Skeleton.module.css";

const kQuiet = 150;
const kSaid = 2000;
const kLong = 10_000;

export interface SkeletonProps {
  /** "Counting members…" */
  says: string;
  lines?: number;
  /** Pixels; instead of lines, one block of this height. */
  height?: number;
  /** What is offered after 10 s: a count, or a button that cancels. */
  after?: ReactNode;
}

export function Skeleton({ says, lines = 3, height, after }: SkeletonProps) {
  const phase = usePhase();
  const rows = height ? [0] : Array.from({ length: lines }, (_, i) => i);
  return (
    <div className={css.skeleton} aria-busy="true" data-phase={phase}>
      <div aria-hidden className={phase === "quiet" ? css.hidden : undefined}>
        {rows.map((row) => (
          <div
            key={row}
            className={css.bar}
            style={height ? { height } : { width: `${[92, 78, 85, 64][row % 4]}%` }}
          />
        ))}
      </div>
      <p
        className={phase === "said" || phase === "long" ? css.says : "visually-hidden"}
        role="status"
      >
        {phase === "quiet" ? "" : says}
      </p>
      {phase === "long" && after}
    </div>
  );
}

function usePhase(): "quiet" | "grey" | "said" | "long" {
  const [phase, setPhase] = useState<"quiet" | "grey" | "said" | "long">("quiet");
  useEffect(() => {
    const timers = [
      setTimeout(() => setPhase("grey"), kQuiet),
      setTimeout(() => setPhase("said"), kSaid),
      setTimeout(() => setPhase("long"), kLong),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return phase;
}

// One number with its name, and at most one comparison. A number that does not exist is "–", with the reason.
import type { ReactNode } from "react";
import css from "ui/StatTile/StatTile.module.css";

export interface StatTileProps {
  label: string;
  /** A Num, or nothing when there is no such number. */
  children?: ReactNode;
  /** Why there is no number. */
  why?: string;
  comparison?: ReactNode;
}

export function StatTile({ label, children, why, comparison }: StatTileProps) {
  return (
    <div role="group" aria-label={label} className={css.tile}>
      <div className={css.value}>
        {children ?? (
          <span className={css.absent} title={why}>
            {"–"}
            {why && <span className="visually-hidden">{why}</span>}
          </span>
        )}
      </div>
      <div className={css.label}>{label}</div>
      {comparison && <div className={css.comparison}>{comparison}</div>}
    </div>
  );
}

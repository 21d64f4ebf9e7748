// A list at the left, what is open of it beside it; on a phone one after the other. Reader, Live and Apps stand like this.
import type { ReactNode } from "react";
import css from "ui/Panes/Panes.module.css";

export interface PanesProps {
  /** What the list is called. */
  label: string;
  list: ReactNode;
  /** What is open; undefined: nothing is. */
  open: string | undefined;
  children: ReactNode;
}

export function Panes({ label, list, open, children }: PanesProps) {
  return (
    <div className={css.panes} data-one={open === undefined ? undefined : true}>
      <section className={css.list} aria-label={label} data-print="never">
        {list}
      </section>
      <section className={css.one} aria-label={open || undefined}>
        {children}
      </section>
    </div>
  );
}

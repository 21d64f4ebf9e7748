// The motif of the page: a clay line at the left of what is ordered by time, with a dot for each item.
import type { ReactNode } from "react";
import css from "ui/Thread/Thread.module.css";

export interface ThreadProps {
  label: string;
  items: readonly { key: string | number; content: ReactNode }[];
}

export function Thread({ label, items }: ThreadProps) {
  return (
    <ol className={css.thread} aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={css.item}>
          {item.content}
        </li>
      ))}
    </ol>
  );
}

// The five steps on their thread, and the heading of the one that is open.
import { type ReactNode, useEffect, useRef } from "react";
import { type Step, steps } from "features/imports/draft";
import { useT } from "i18n/index";
import css from "features/imports/Steps.module.css";

export function Steps({ current }: { current: Step }) {
  const t = useT();
  const at = steps.indexOf(current);
  return (
    <ol className={css.steps} aria-label={t("imports.steps")}>
      {steps.map((step, i) => (
        <li
          key={step}
          className={css.step}
          data-state={i < at ? "past" : i === at ? "now" : "later"}
          aria-current={i === at ? "step" : undefined}
        >
          {t(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

export interface StepBodyProps {
  title: string;
  children: ReactNode;
  /** Below everything: back at the left, onward at the right. */
  actions?: ReactNode;
}

let arrivals = 0;

/** When a step follows another, the focus goes to its heading. */
export function StepBody({ title, children, actions }: StepBodyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrivals++ > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className={css.body} aria-labelledby="step-title">
      <h2 id="step-title" ref={heading} tabIndex={-1} className={css.title}>
        {title}
      </h2>
      {children}
      {actions && <footer className={css.actions}>{actions}</footer>}
    </section>
  );
}

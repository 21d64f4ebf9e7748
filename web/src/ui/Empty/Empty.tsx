// What stands where data would be: nothing yet (one sentence, one action), or an error (our sentence, the server's words, Retry, Copy).
import type { ReactNode } from "react";
import { copy } from "app/copy";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Copy, RotateCw } from "ui/Icon/icons";
import css from "ui/Empty/Empty.module.css";

export interface EmptyStateProps {
  text: string;
  hint?: ReactNode;
  action?: ReactNode;
  drawing?: keyof typeof drawings;
}

const drawings = {
  house: "M14 46V26L32 12l18 14v20a4 4 0 0 1-4 4H32l-8 6v-6h-6a4 4 0 0 1-4-4ZM27 33h.1M37 33h.1",
  letter: "M12 20h40v28H12zM12 20l20 16 20-16",
  search: "M28 16a14 14 0 1 0 0 28 14 14 0 0 0 0-28ZM39 41l12 12",
  calendar: "M14 18h36v34H14zM14 28h36M24 12v10M40 12v10",
};

export function EmptyState({ text, hint, action, drawing = "letter" }: EmptyStateProps) {
  return (
    <div className={css.state} role="status">
      <svg viewBox="0 0 64 64" className={css.drawing} aria-hidden>
        <path d={drawings[drawing]} />
      </svg>
      <p className={css.text}>{text}</p>
      {hint && <p className={css.hint}>{hint}</p>}
      {action && <div className={css.actions}>{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** Our sentence: what could not be done. */
  text: string;
  /** What the server said, verbatim. */
  details?: string;
  onRetry?: () => void;
}

export function ErrorState({ text, details, onRetry }: ErrorStateProps) {
  const t = useT();
  return (
    <div className={css.state} role="alert">
      <p className={css.text}>{text}</p>
      {details && (
        <pre className={css.details} dir="auto">
          {details}
        </pre>
      )}
      <div className={css.actions}>
        {onRetry && (
          <Button icon={RotateCw} onClick={onRetry}>
            {t("state.retry")}
          </Button>
        )}
        {details && (
          <Button
            kind="quiet"
            icon={Copy}
            onClick={() => void copy(`${text}\n${details}`, t("state.copied"))}
          >
            {t("state.copy")}
          </Button>
        )}
      </div>
    </div>
  );
}

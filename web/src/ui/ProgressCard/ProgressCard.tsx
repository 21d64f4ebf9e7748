// A job: how far it is, how fast, how long it takes, and what one can do about it. It says 25, 50, 75 and 100 % aloud.
import { useFormat } from "app/format";
import { cancelJob, pauseJob, resumeJob } from "app/jobs";
import type { Job } from "api/types";
import { type Key, useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import css from "ui/ProgressCard/ProgressCard.module.css";

export interface ProgressCardProps {
  job: Job;
  /** Offered beside Cancel: "Continue in background". */
  onLeave?: () => void;
}

export const jobTitle = (kind: string): Key =>
  kind === "import"
    ? "job.import"
    : kind === "undo"
      ? "job.undo"
      : kind === "index"
        ? "job.index"
        : "job.other";

export function ProgressCard({ job, onLeave }: ProgressCardProps) {
  const t = useT();
  const f = useFormat();
  const known = job.total > 0;
  const part = known ? Math.min(1, job.done / job.total) : undefined;
  const over = job.state === "done" || job.state === "failed" || job.state === "cancelled";
  const facts = [
    known
      ? t("job.doneOf", { done: f.number(job.done), total: f.number(job.total) })
      : t("job.count", { n: job.done }),
    !over && job.rate > 0 ? t("job.rate", { rate: f.number(Math.round(job.rate)) }) : "",
    !over && job.eta_s !== null ? t("job.left", { time: f.duration(job.eta_s) }) : "",
  ].filter(Boolean);
  return (
    <section className={`${css.card} ${css[job.state]}`} aria-label={t(jobTitle(job.kind))}>
      <header className={css.head}>
        <h3>{t(jobTitle(job.kind))}</h3>
        <span className={css.label} dir="auto">
          {job.label}
        </span>
        <span className={css.state}>{t(`job.state.${job.state}`)}</span>
      </header>
      <progress
        className={css.bar}
        max={1}
        value={over && job.state === "done" ? 1 : part}
        aria-label={job.label || t(jobTitle(job.kind))}
      />
      <p className={css.facts}>{facts.join(" · ")}</p>
      {job.detail && !over && (
        <p className={css.detail} dir="auto">
          {job.detail}
        </p>
      )}
      {job.error && (
        <p className={css.error} role="alert" dir="auto">
          {job.error}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {part === undefined ? "" : t("job.quarter", { part: f.percent(Math.floor(part * 4) / 4) })}
      </p>
      {!over && (
        <footer className={css.actions}>
          {onLeave && <Button onClick={onLeave}>{t("job.leave")}</Button>}
          {job.state === "paused" ? (
            <Button onClick={() => void resumeJob(job.id)}>{t("job.resume")}</Button>
          ) : (
            <Button onClick={() => void pauseJob(job.id)}>{t("job.pause")}</Button>
          )}
          <Button kind="danger" onClick={() => void cancelJob(job.id)}>
            {t("job.cancel")}
          </Button>
        </footer>
      )}
    </section>
  );
}

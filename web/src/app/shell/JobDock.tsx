// Jobs that run while one does something else: name and progress at the foot of the navigation; a press opens the import.
import { toImport } from "app/links";
import type { Job } from "api/types";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import { jobTitle } from "ui/ProgressCard/ProgressCard";
import css from "app/shell/JobDock.module.css";

export function JobDock({ jobs }: { jobs: Job[] }) {
  const t = useT();
  return (
    <ul className={css.dock} aria-label={t("job.list")}>
      {jobs.map((job) => (
        <li key={job.id}>
          <Link to={toImport(job.subject || undefined)} className={css.job} title={job.label}>
            <span className={css.name}>{t(jobTitle(job.kind))}</span>
            <progress
              className={css.bar}
              max={1}
              value={job.total > 0 ? Math.min(1, job.done / job.total) : undefined}
              aria-label={job.label || t(jobTitle(job.kind))}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

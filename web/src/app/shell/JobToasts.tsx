// Says once that a job ended, and reads the state of the archive again.
import { useEffect } from "react";
import { refreshBoot } from "app/boot";
import { onJobOver } from "app/jobs";
import { t } from "i18n/index";
import { jobTitle } from "ui/ProgressCard/ProgressCard";
import { toast } from "ui/Toast/toasts";

export function JobToasts() {
  useEffect(
    () =>
      onJobOver((job) => {
        refreshBoot().catch(() => {});
        const kind = t(jobTitle(job.kind));
        if (job.state === "failed")
          toast(t("job.broke", { kind, error: job.error }), { kind: "error" });
        else if (job.state === "done" && job.kind !== "index") {
          toast(t("job.finished", { kind, label: job.label }));
        }
      }),
    [],
  );
  return null;
}

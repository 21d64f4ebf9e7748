// Jobs in the gallery.
import type { Job } from "api/types";
import { ProgressCard } from "ui/ProgressCard/ProgressCard";
import type { GalleryEntry } from "ui/gallery";

const job = (part: Partial<Job>): Job => ({
  id: 1,
  kind: "import",
  label: "telegram result.json",
  state: "running",
  done: 94_110,
  total: 184_203,
  rate: 31_200,
  eta_s: 3,
  detail: "周末爬山",
  error: "",
  subject: 1,
  ...part,
});

export const entry: GalleryEntry = {
  name: "ProgressCard",
  states: {
    queued: () => <ProgressCard job={job({ state: "queued", done: 0, rate: 0, eta_s: null })} />,
    running: () => <ProgressCard job={job({})} onLeave={() => {}} />,
    "no total": () => <ProgressCard job={job({ total: 0, eta_s: null })} />,
    paused: () => <ProgressCard job={job({ state: "paused", rate: 0, eta_s: null })} />,
    failed: () => <ProgressCard job={job({ state: "failed", error: "disk full" })} />,
    done: () => <ProgressCard job={job({ state: "done", done: 184_203 })} />,
    cancelled: () => <ProgressCard job={job({ state: "cancelled" })} />,
    undo: () => <ProgressCard job={job({ kind: "undo" })} />,
    counting: () => <ProgressCard job={job({ kind: "index", label: "" })} />,
  },
};

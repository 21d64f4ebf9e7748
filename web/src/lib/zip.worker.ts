// The worker behind lib/zip-aside: gets files in portions, answers with progress and then the zip.
import type { FromWorker, ToWorker } from "lib/zip-aside";
import { type Packed, zipOf } from "lib/zip";

const scope = self as unknown as {
  addEventListener: (name: "message", run: (event: MessageEvent<ToWorker>) => void) => void;
  postMessage: (message: FromWorker) => void;
};
const kTellMs = 100;
const files: Packed[] = [];

scope.addEventListener("message", ({ data }) => {
  if (data === "go") void make();
  else files.push(...data);
});

async function make(): Promise<void> {
  let told = 0;
  const progress = (read: number, bytes: number): void => {
    const now = performance.now();
    if (now - told < kTellMs) return;
    told = now;
    scope.postMessage({ read, bytes });
  };
  try {
    const full = files.filter(({ file }) => file.size > 0);
    scope.postMessage(full.length > 0 ? { zip: await zipOf(full, { progress }) } : { zip: null });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
}

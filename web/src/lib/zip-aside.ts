// A zip of very many files, made beside the page. Asking a file of the browser for its size or its
// bytes waits for another process: twenty thousand of these waits would stop the page for seconds.
import { type Packed, zipOf, type ZipOptions } from "lib/zip";

export type ToWorker = Packed[] | "go";
export type FromWorker = { read: number; bytes: number } | { zip: Blob | null } | { error: string };

const kFew = 50; // files that may as well be asked here
const kPortion = 16; // files handed over between two frames

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function here(files: readonly Packed[], options: ZipOptions): Promise<Blob | null> {
  const full = files.filter(({ file }) => file.size > 0);
  return full.length > 0 ? zipOf(full, options) : null;
}

/** null when no file has any bytes. Throws what reading a file throws, or the reason of the signal. */
export async function zipAside(
  files: readonly Packed[],
  options: ZipOptions = {},
): Promise<Blob | null> {
  if (files.length <= kFew || typeof Worker === "undefined") return here(files, options);
  const { signal, progress } = options;
  signal?.throwIfAborted();
  const worker = new Worker(new URL("./zip.worker.ts", import.meta.url), { type: "module" });
  try {
    const made = new Promise<Blob | null>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if ("zip" in data) resolve(data.zip);
        else if ("error" in data) reject(new Error(data.error));
        else progress?.(data.read, data.bytes);
      });
    });
    made.catch(() => {}); // an abort while files are still handed over is thrown below
    const send = (message: ToWorker): void => worker.postMessage(message, { transfer: [] });
    for (let at = 0; at < files.length; at += kPortion) {
      signal?.throwIfAborted();
      send(files.slice(at, at + kPortion));
      await breath();
    }
    send("go");
    return await made;
  } finally {
    worker.terminate();
  }
}

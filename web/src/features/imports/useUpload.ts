// Handing files of the browser over to the server: read, sent, and what came of it.
import { useEffect, useRef, useState } from "react";
import { uploadFiles } from "api/uploads";
import { change, draft, lookInto } from "features/imports/draft";
import { type Pace, Speed } from "features/imports/speed";
import type { Dropped } from "lib/dropped";

export interface Sending extends Pace {
  phase: "reading" | "sending" | "failed";
  /** Files; 0 while a folder is still being listed. */
  files: number;
  done: number;
  bytes: number;
  cut: boolean;
  error?: Error;
}

const kPaintMs = 100; // twenty thousand files are twenty thousand steps; a screen needs ten a second
const kStart: Sending = { phase: "reading", files: 0, done: 0, bytes: 0, cut: false, rate: 0 };

export function useUpload() {
  const [sending, setSending] = useState<Sending>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (dropped: Dropped | Promise<Dropped>) => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    let now = kStart;
    const show = (part: Partial<Sending>) => {
      now = { ...now, ...part };
      if (stop.current === control) setSending(now);
    };
    show({});
    try {
      const { files, cut } = await dropped;
      control.signal.throwIfAborted();
      show({ files: files.length, cut });
      const upload = await uploadFiles(files, {
        signal: control.signal,
        resume: draft().pending?.id,
        begun: ({ id, name, bytes }) => {
          change({ pending: { id, name, bytes } });
          show({ phase: "sending" });
        },
        progress: pacer(show),
      });
      if (stop.current !== control) return;
      setSending(undefined);
      lookInto({ upload: upload.id, name: upload.name });
    } catch (error) {
      if (!control.signal.aborted) show({ phase: "failed", error: error as Error });
    }
  };
  const cancel = () => {
    stop.current?.abort();
    stop.current = undefined;
    setSending(undefined);
  };
  return { sending, send, cancel };
}

function pacer(show: (part: Partial<Sending>) => void) {
  const speed = new Speed();
  let shown = -Infinity;
  return (done: number, bytes: number) => {
    const at = performance.now();
    if (at - shown < kPaintMs && done < bytes) return;
    shown = at;
    const { rate, left } = speed.add(at, done, bytes);
    show({ done, bytes, rate, left });
  };
}

// An export that runs: how far it is, how to stop it, what became of it.
import { useEffect, useRef, useState } from "react";
import { answerOf } from "api/ask";
import { chatWindow } from "api/surfaces/kith";
import {
  type FileFormat,
  fileName,
  type FileAbout,
  mimeOf,
  type Wording,
  writerOf,
} from "features/chats/export";
import { kExportPage, runExport, saveFile, type Span } from "features/chats/export-run";

export type ExportState =
  | { at: "rest" }
  | { at: "running"; done: number }
  | { at: "done"; name: string; count: number; bytes: number; cut: number }
  | { at: "cancelled" }
  | { at: "failed"; text: string };

export interface ExportOrder {
  chat: number;
  format: FileFormat;
  span: Span;
  about: FileAbout;
  words: Wording;
}

export function useExport() {
  const [state, setState] = useState<ExportState>({ at: "rest" });
  const stop = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async ({ chat, format, span, about, words }: ExportOrder) => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setState({ at: "running", done: 0 });
    try {
      const { file, count, cut } = await runExport({
        read: (at) => answerOf(chatWindow(chat, at, kExportPage), mine.signal),
        span,
        writer: writerOf(format, about, words),
        mime: mimeOf(format),
        onProgress: (done) => setState({ at: "running", done }),
        signal: mine.signal,
      });
      const name = fileName(about.title, about.range, format);
      saveFile(file, name);
      setState({ at: "done", name, count, bytes: file.size, cut });
    } catch (error) {
      if (stop.current !== mine) return;
      if (mine.signal.aborted) setState({ at: "cancelled" });
      else setState({ at: "failed", text: (error as Error).message });
    }
  };
  return { state, start, cancel: () => stop.current?.abort() };
}

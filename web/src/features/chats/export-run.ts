// Reads a conversation page by page and makes one file of it. Nothing of it is kept but the file.
import type { ChatWindow, WindowAt } from "api/surfaces/kith";
import type { FileWriter } from "features/chats/export";

/** Messages of a page: the most that the server gives. */
export const kExportPage = 500;
/** Pages as text before they become a part of the file, which the browser may keep on disk. */
const kPages = 20;

/** Unix seconds, `from` inside, `until` outside. */
export interface Span {
  from: number;
  until: number;
}

export interface Exported {
  file: Blob;
  count: number;
  /** Messages of which the server gives only the beginning. */
  cut: number;
}

export interface ExportTask {
  read: (at: WindowAt) => Promise<ChatWindow>;
  span: Span;
  writer: FileWriter;
  mime: string;
  onProgress: (count: number) => void;
  signal: AbortSignal;
}

/** Throws what `read` throws, and the signal's reason. O(messages); holds kPages pages. */
export async function runExport(task: ExportTask): Promise<Exported> {
  const { read, span, writer, signal } = task;
  let parts: Blob[] = [];
  let texts = [writer.head()];
  let [count, cut] = [0, 0];
  const put = () => {
    parts.push(new Blob(texts));
    texts = [];
  };
  for (let at: WindowAt | undefined = { at: span.from }; at;) {
    signal.throwIfAborted();
    const page: ChatWindow = await read(at);
    signal.throwIfAborted();
    const items = page.items.filter(({ ts }) => ts >= span.from && ts < span.until);
    texts.push(writer.piece(items));
    count += items.length;
    cut += items.filter((item) => item.cut).length;
    if (texts.length > kPages) put();
    task.onProgress(count);
    const last = page.items.at(-1);
    const over = !last || last.ts >= span.until || page.after === undefined;
    at = over ? undefined : { after: page.after! };
  }
  texts.push(writer.foot(count));
  put();
  return { file: new Blob(parts, { type: task.mime }), count, cut };
}

/** Hands the file over to the browser, which saves it. */
export function saveFile(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has the file by then; a minute is more than the slowest question where to save it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// The files behind a drop or a folder field, with their paths, also of folders inside folders.
import type { Packed } from "lib/zip";

export const kDroppedFiles = 100_000; // what the server takes in one archive
const kDepth = 16; // folders inside each other
const kJunk = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX(?:\/.*)?)$/i;

export interface Dropped {
  files: Packed[];
  /** There were more, or deeper ones: they are left out. */
  cut: boolean;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

// A reader gives at most a hundred at a time; an empty answer is the end.
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
    if (all.length > kDroppedFiles) return all;
  }
}

async function walk(
  entry: FileSystemEntry,
  parent: string,
  depth: number,
  out: Dropped,
): Promise<void> {
  const path = parent === "" ? entry.name : `${parent}/${entry.name}`;
  if (kJunk.test(path)) return;
  if (out.files.length >= kDroppedFiles || depth > kDepth) out.cut = true;
  else if (entry.isFile) out.files.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
  else
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry))
      await walk(child, path, depth + 1, out);
}

/** Call it inside the drop handler: the list is empty afterwards. Throws when a file is unreadable. */
export async function droppedFiles(items: DataTransferItemList): Promise<Dropped> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const out: Dropped = { files: [], cut: false };
  for (const entry of entries) {
    if (entry instanceof File) out.files.push({ path: entry.name, file: entry });
    else if (entry) await walk(entry, "", 0, out);
  }
  return out;
}

/** The files of <input type="file">, with `webkitdirectory` or without. */
export function chosenFiles(list: Iterable<File>): Dropped {
  const out: Dropped = { files: [], cut: false };
  for (const file of list) {
    const path = file.webkitRelativePath || file.name;
    if (kJunk.test(path)) continue;
    if (out.files.length >= kDroppedFiles) out.cut = true;
    else out.files.push({ path, file });
  }
  return out;
}

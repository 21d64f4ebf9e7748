// Zips that other programs can read, and what a drop holds.
import { crc32 as reference } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { chosenFiles, droppedFiles } from "lib/dropped";
import { crc32, zipOf, zipParts } from "lib/zip";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("crc32", () => {
  it("is the one everybody uses", () => {
    expect(crc32(bytesOf("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
      expect(crc32(bytes)).toBe(reference(bytes));
      expect(crc32(bytes.slice(5), crc32(bytes.slice(0, 5)))).toBe(reference(bytes));
    }
  });
});

// Reads the central directory as the format describes it.
async function entriesOf(zip: Blob): Promise<{ name: string; text: string; crc: number }[]> {
  const buffer = await zip.arrayBuffer();
  const view = new DataView(buffer);
  const end = buffer.byteLength - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const out = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 8, true); left > 0; left--) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [crc, size] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true)];
    const [nameLength, extra] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const name = new TextDecoder().decode(new Uint8Array(buffer, at + 46, nameLength));
    const offset = view.getUint32(at + 42, true);
    expect(view.getUint32(offset, true)).toBe(0x04034b50);
    const data =
      offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    out.push({ name, crc, text: new TextDecoder().decode(new Uint8Array(buffer, data, size)) });
    at += 46 + nameLength + extra;
  }
  expect(at).toBe(end);
  return out;
}

describe("zipOf", () => {
  it("holds names and bytes", async () => {
    const progress = vi.fn();
    const zip = await zipOf(
      [
        { path: "聊天/a.json", file: new Blob(["爬山"]) },
        { path: "/b/😀.txt", file: new Blob(["x"]) },
        { path: "empty", file: new Blob([]) },
      ],
      { progress },
    );
    expect(await entriesOf(zip)).toEqual([
      { name: "聊天/a.json", text: "爬山", crc: reference("爬山") },
      { name: "b/😀.txt", text: "x", crc: reference("x") },
      { name: "empty", text: "", crc: 0 },
    ]);
    expect(progress).toHaveBeenLastCalledWith(7, 7);
    expect(await entriesOf(await zipOf([]))).toEqual([]);
  });
  it("keeps the order of many files, large ones among small ones", async () => {
    const files = Array.from({ length: 60 }, (_, i) => ({
      path: `d/${i}.txt`,
      file: new Blob(["x".repeat(i % 7 === 0 ? 70_000 + i : i)]),
    }));
    const got = await entriesOf(await zipOf(files));
    expect(got.map(({ name }) => name)).toEqual(files.map(({ path }) => path));
    expect(got.map(({ text }) => text.length)).toEqual(files.map(({ file }) => file.size));
  });
  it("says what does not fit into 32 bits in 64", async () => {
    // A file of 5 GB that is read as nothing: only its size counts here.
    const huge = { size: 5_000_000_000, stream: () => new Blob([]).stream() } as unknown as Blob;
    const parts = await zipParts([{ path: "a", file: huge }]);
    const [head, , extra] = parts as [Uint8Array, Uint8Array, Uint8Array];
    const size = (at: Uint8Array, place: number) =>
      new DataView(at.buffer).getBigUint64(place, true);
    expect(new DataView(head.buffer).getUint32(18, true)).toBe(0xffffffff);
    expect(size(extra, 4)).toBe(5_000_000_000n);
    const end64 = parts.at(-3) as Uint8Array;
    expect(new DataView(end64.buffer).getUint32(0, true)).toBe(0x06064b50);
    expect(size(end64, 48)).toBe(5_000_000_000n + 30n + 1n + 20n);
  });
  it("stops when asked", async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(
      zipOf([{ path: "a", file: new Blob(["x"]) }], { signal: stop.signal }),
    ).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("drops", () => {
  const fileEntry = (name: string, broken = false): FileSystemEntry =>
    ({
      name,
      isFile: true,
      file: (good: (file: File) => void, bad: (error: Error) => void) =>
        broken ? bad(new Error("unreadable")) : good(new File(["x"], name)),
    }) as unknown as FileSystemEntry;
  const folder = (name: string, ...children: FileSystemEntry[]): FileSystemEntry =>
    ({
      name,
      isFile: false,
      createReader: () => {
        const rest = [...children];
        return {
          readEntries: (good: (some: FileSystemEntry[]) => void) => good(rest.splice(0, 2)),
        };
      },
    }) as unknown as FileSystemEntry;
  const items = (...entries: (FileSystemEntry | File | null)[]): DataTransferItemList =>
    entries.map((entry) => ({
      webkitGetAsEntry: () => (entry instanceof File ? null : entry),
      getAsFile: () => (entry instanceof File ? entry : null),
    })) as unknown as DataTransferItemList;

  it("are walked to their end", async () => {
    const tree = folder(
      "聊天",
      fileEntry("a"),
      folder("in", fileEntry("b")),
      fileEntry(".DS_Store"),
      fileEntry("c"),
    );
    const { files, cut } = await droppedFiles(
      items(tree, fileEntry("d"), new File(["y"], "e"), null),
    );
    expect(files.map(({ path }) => path)).toEqual(["聊天/a", "聊天/in/b", "聊天/c", "d", "e"]);
    expect(cut).toBe(false);
  });
  it("that are too deep are cut, unreadable files are said", async () => {
    let deep = fileEntry("x");
    for (let i = 0; i < 20; i++) deep = folder("f", deep);
    expect(await droppedFiles(items(deep))).toEqual({ files: [], cut: true });
    await expect(droppedFiles(items(fileEntry("x", true)))).rejects.toThrow("unreadable");
  });
  it("of a folder field keep their paths", () => {
    const file = new File(["x"], "a.json");
    Object.defineProperty(file, "webkitRelativePath", { value: "chat/a.json" });
    const chosen = chosenFiles([file, new File(["y"], "b"), new File(["z"], "Thumbs.db")]);
    expect(chosen.files.map(({ path }) => path)).toEqual(["chat/a.json", "b"]);
  });
});

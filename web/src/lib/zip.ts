// A zip of files that a browser was handed: nothing is compressed, small files are held in memory,
// the result refers to the others. So a dropped folder reaches the server as one upload.

export interface Packed {
  path: string; // inside the zip, "/" between folders
  file: Blob;
}

export interface ZipOptions {
  signal?: AbortSignal;
  /** Bytes read so far: each file is read once for its checksum. */
  progress?: (read: number, bytes: number) => void;
}

const kTables = Array.from({ length: 8 }, () => new Int32Array(256));
for (let i = 0; i < 256; i++) {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  kTables[0]![i] = value;
}
for (let i = 0; i < 256; i++)
  for (let table = 1; table < 8; table++) {
    const before = kTables[table - 1]![i]!;
    kTables[table]![i] = (before >>> 8) ^ kTables[0]![before & 255]!;
  }
const [t0, t1, t2, t3, t4, t5, t6, t7] = kTables as [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];

/** CRC-32 of the bytes behind those whose CRC is `before`. Unsigned. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const low =
      crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    crc =
      t7[low & 255]! ^
      t6[(low >>> 8) & 255]! ^
      t5[(low >>> 16) & 255]! ^
      t4[low >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}

const k32 = 0xffffffff;
const k16 = 0xffff;

// Little-endian numbers one after the other.
class Bytes {
  private readonly view: DataView<ArrayBuffer>;
  private at = 0;
  constructor(length: number) {
    this.view = new DataView(new ArrayBuffer(length));
  }
  u16(...values: number[]): this {
    for (const value of values) {
      this.view.setUint16(this.at, value, true);
      this.at += 2;
    }
    return this;
  }
  u32(...values: number[]): this {
    for (const value of values) {
      this.view.setUint32(this.at, value, true);
      this.at += 4;
    }
    return this;
  }
  u64(...values: number[]): this {
    for (const value of values) this.u32(value % 2 ** 32, Math.floor(value / 2 ** 32));
    return this;
  }
  done(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.view.buffer);
  }
}

interface Entry {
  name: Uint8Array<ArrayBuffer>;
  crc: number;
  size: number;
  offset: number;
}

const kUtf8 = 0x0800;
const kNoTime = 0x21; // 1 January 1980

// Sizes and place in 64 bits are said only where 32 are not enough.
type Part = Uint8Array<ArrayBuffer>;

function local({ name, crc, size }: Entry): Part[] {
  const large = size >= k32;
  const shown = large ? k32 : size;
  const extra = large ? new Bytes(20).u16(1, 16).u64(size, size).done() : new Uint8Array();
  const head = new Bytes(30)
    .u32(0x04034b50)
    .u16(large ? 45 : 20, kUtf8, 0, 0, kNoTime)
    .u32(crc, shown, shown)
    .u16(name.length, extra.length);
  return [head.done(), name, extra];
}

function central({ name, crc, size, offset }: Entry): Part[] {
  const large = size >= k32 || offset >= k32;
  const extra = large ? new Bytes(28).u16(1, 24).u64(size, size, offset).done() : new Uint8Array();
  const shown = large ? k32 : size;
  const head = new Bytes(46)
    .u32(0x02014b50)
    .u16(large ? 45 : 20, large ? 45 : 20, kUtf8, 0, 0, kNoTime)
    .u32(crc, shown, shown)
    .u16(name.length, extra.length, 0, 0, 0)
    .u32(0, large ? k32 : offset);
  return [head.done(), name, extra];
}

function ending(count: number, size: number, offset: number): Part[] {
  const large = count >= k16 || size >= k32 || offset >= k32;
  const parts: Part[] = [];
  if (large) {
    parts.push(
      new Bytes(56)
        .u32(0x06064b50)
        .u64(44)
        .u16(45, 45)
        .u32(0, 0)
        .u64(count, count, size, offset)
        .done(),
      new Bytes(20)
        .u32(0x07064b50, 0)
        .u64(offset + size)
        .u32(1)
        .done(),
    );
  }
  const end = new Bytes(22).u32(0x06054b50).u16(0, 0, large ? k16 : count, large ? k16 : count);
  end.u32(large ? k32 : size, large ? k32 : offset).u16(0);
  return [...parts, end.done()];
}

const lengthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0);

const kWhole = 64 << 10; // files up to here are read in one go and kept
const kKept = 128 << 20; // bytes of small files in memory; others are read again when they are sent
const kAtOnce = 16; // reading a file of the browser is mostly waiting

interface Read {
  crc: number;
  /** What goes into the zip: the file, or its bytes, which a browser sends much faster. */
  part: Blob | Uint8Array<ArrayBuffer>;
  size: number;
}

async function checksum(file: Blob, read: (bytes: number) => void): Promise<number> {
  let crc = 0;
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return crc;
      crc = crc32(value, crc);
      read(value.length);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function readOne(file: Blob, keep: boolean, read: (bytes: number) => void): Promise<Read> {
  if (!keep) return { crc: await checksum(file, read), part: file, size: file.size };
  const bytes = new Uint8Array(await file.arrayBuffer());
  read(bytes.length);
  return { crc: crc32(bytes), part: bytes, size: bytes.length };
}

/** All files in their order, several at once. */
async function readAll(
  files: readonly Packed[],
  { signal, progress }: ZipOptions,
): Promise<Read[]> {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const all: Read[] = [];
  let [done, kept, next] = [0, 0, 0];
  const read = (more: number): void => {
    signal?.throwIfAborted();
    progress?.((done += more), bytes);
  };
  const work = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++) {
      signal?.throwIfAborted();
      const { file } = files[i]!;
      const keep = file.size <= kWhole && kept + file.size <= kKept;
      if (keep) kept += file.size;
      all[i] = await readOne(file, keep, read);
    }
  };
  await Promise.all(Array.from({ length: kAtOnce }, work));
  return all;
}

/** The zip as pieces, the files among them. */
export async function zipParts(
  files: readonly Packed[],
  options: ZipOptions = {},
): Promise<BlobPart[]> {
  const all = await readAll(files, options);
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [];
  const directory: Part[] = [];
  let offset = 0;
  for (const [i, { path }] of files.entries()) {
    const { crc, part, size } = all[i]!;
    const name = encoder.encode(path.replace(/^\/+/, ""));
    const entry = { name, crc, size, offset };
    const head = local(entry);
    parts.push(...head, part);
    directory.push(...central(entry));
    offset += lengthOf(head) + size;
  }
  const end = ending(files.length, lengthOf(directory), offset);
  return [...parts, ...directory, ...end];
}

/** Throws what reading a file throws (it may be gone), or the reason of the signal. */
export const zipOf = async (files: readonly Packed[], options: ZipOptions = {}): Promise<Blob> =>
  new Blob(await zipParts(files, options), { type: "application/zip" });

// X07: files of the browser in pieces of 8 MiB. A piece that fails is tried again from where the
// server is; an upload can go on after the page was closed, by its id.
import { ApiError } from "api/errors";
import { del, get, post, request } from "api/client";
import type { Schemas } from "api/schema";
import { backoff } from "lib/backoff";
import type { Packed } from "lib/zip";
import { zipAside } from "lib/zip-aside";

export type Upload = Schemas["Upload"];

export const kPiece = 8 * 1024 * 1024;
const kAsked = 50; // files whose sizes are asked one after the other
const kAttempts = 4; // at one place of the file

export interface UploadOptions {
  signal?: AbortSignal;
  /** Bytes the server has, and all bytes. */
  progress?: (received: number, bytes: number) => void;
  /** An upload that was begun before: it goes on when it is of the same name and size. */
  resume?: string;
  /** Told once there is an id, before the first piece. */
  begun?: (upload: Upload) => void;
  random?: () => number;
}

function again(error: unknown): boolean {
  return error instanceof ApiError && (error.general || error.status === 409);
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop, { once: true });
  });

async function piece(file: Blob, upload: Upload, signal?: AbortSignal): Promise<Upload> {
  const { id, received } = upload;
  const address = `/api/kith/uploads/${encodeURIComponent(id)}?offset=${received}`;
  const body = file.slice(received, received + kPiece);
  return request<Upload>(address, { method: "PUT", body, signal, timeout: 0 });
}

// The server keeps uploads for a day.
const found = (id: string, signal?: AbortSignal): Promise<Upload | undefined> =>
  get("/api/kith/uploads/{id}", { params: { id }, signal }).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });

async function begun(file: File, { resume, signal }: UploadOptions): Promise<Upload> {
  if (resume !== undefined) {
    const upload = await found(resume, signal);
    if (upload?.bytes === file.size && upload.name === file.name) return upload;
  }
  return post("/api/kith/uploads", { body: { name: file.name, bytes: file.size }, signal });
}

/** The finished upload with its SHA-256. Throws ApiError after four failures at one place. */
export async function uploadFile(file: File, options: UploadOptions = {}): Promise<Upload> {
  const { signal, progress, random } = options;
  let upload = await begun(file, options);
  options.begun?.(upload);
  let failures = 0;
  while (!upload.complete) {
    progress?.(upload.received, upload.bytes);
    const before = upload.received;
    try {
      upload = await piece(file, upload, signal);
      if (upload.received > before) failures = 0;
      else if (++failures >= kAttempts) throw new ApiError(stuck(upload));
    } catch (error) {
      if (!again(error) || ++failures >= kAttempts) throw error;
      await pause(backoff(failures - 1, random), signal);
      upload = await get("/api/kith/uploads/{id}", { params: { id: upload.id }, signal }).catch(
        () => upload,
      );
    }
  }
  progress?.(upload.bytes, upload.bytes);
  return upload;
}

/** The one file that needs no zip around it. Sizes of many files are not asked here: see lib/zip-aside. */
function alone(files: readonly Packed[]): Packed | undefined {
  if (files.length > kAsked) return undefined;
  const [only, ...more] = files.filter(({ file }) => file.size > 0);
  return only && more.length === 0 && !only.path.includes("/") ? only : undefined;
}

/**
 * What was dropped, as one upload: a single file as it is, several or a folder as a zip. Throws
 * TypeError when there is nothing with bytes in it.
 */
export async function uploadFiles(
  files: readonly Packed[],
  options: UploadOptions = {},
): Promise<Upload> {
  const { signal, progress } = options;
  const only = alone(files);
  if (only) return uploadFile(new File([only.file], only.path), options);
  const name = files[0]?.path.includes("/") ? files[0].path.split("/", 1)[0] : "files";
  // Reading for the checksums is the first half of the way.
  const read = (done: number, bytes: number): void => progress?.(done / 2, bytes);
  const zip = await zipAside(files, { signal, progress: read });
  if (!zip) throw new TypeError("there is nothing to upload");
  const sent = (received: number, bytes: number): void => progress?.((bytes + received) / 2, bytes);
  return uploadFile(new File([zip], `${name}.zip`), { ...options, progress: sent });
}

const stuck = (upload: Upload) => ({
  status: 0,
  text: "",
  surface: "kith" as const,
  raw: JSON.stringify(upload),
  reason: "stuck",
});

export const dropUpload = (id: string): Promise<unknown> =>
  del("/api/kith/uploads/{id}", { params: { id } });

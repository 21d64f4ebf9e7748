// Files in pieces: whole, resumed, over a line that breaks.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dropUpload, kPiece, uploadFile, uploadFiles, type Upload } from "api/uploads";

const upload = (bytes: number, received: number): Upload => ({
  id: "u1",
  name: "a.zip",
  bytes,
  received,
  sha256: received === bytes ? "abc" : "",
  complete: received === bytes,
});

let store: Upload;
let fails: (Error | number)[];
let calls: string[];

beforeEach(() => {
  vi.useFakeTimers();
  fails = [];
  calls = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    calls.push(`${init.method} ${url}`);
    if (init.method === "POST") {
      const { bytes } = JSON.parse(String(init.body)) as { bytes: number };
      store = upload(bytes, 0);
    } else if (init.method === "PUT") {
      const fail = fails.shift();
      if (fail instanceof Error) throw fail;
      if (fail) return new Response('{"error":"go on","reason":"gap"}', { status: fail });
      store = upload(store.bytes, store.received + (init.body as Blob).size);
    } else if (init.method === "DELETE") return new Response(null, { status: 204 });
    return new Response(JSON.stringify(store));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const file = (bytes: number): File => new File([new Uint8Array(bytes)], "a.zip");

async function run<T>(promise: Promise<T>): Promise<T> {
  const settled = promise.catch((error: unknown) => error as T);
  await vi.advanceTimersByTimeAsync(60_000);
  return settled;
}

it("goes in pieces of 8 MiB and says how far it is", async () => {
  const progress = vi.fn();
  const done = await run(uploadFile(file(kPiece + 5), { progress }));
  expect(done).toMatchObject({ complete: true, sha256: "abc" });
  expect(calls).toEqual([
    "POST /api/kith/uploads",
    "PUT /api/kith/uploads/u1?offset=0",
    `PUT /api/kith/uploads/u1?offset=${kPiece}`,
  ]);
  expect(progress.mock.calls.map(([received]) => received as number)).toEqual([
    0,
    kPiece,
    kPiece + 5,
  ]);
});

it("goes on where the server is after a failure", async () => {
  fails = [new TypeError("reset"), 409, 503];
  const done = await run(uploadFile(file(10), { random: () => 0 }));
  expect(done).toMatchObject({ complete: true });
  expect(calls.filter((call) => call.startsWith("PUT"))).toHaveLength(4);
});

it("gives up after four failures at one place, and at once after a refusal", async () => {
  fails = [500, 500, 500, 500];
  expect(await run(uploadFile(file(10)))).toMatchObject({ status: 500 });
  fails = [413];
  expect(await run(uploadFile(file(10)))).toMatchObject({ status: 413 });
  expect(fails).toEqual([]);
});

it("gives up when the server takes nothing", async () => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(upload(10, 0))));
  expect(await run(uploadFile(file(10)))).toMatchObject({ reason: "stuck" });
});

it("resumes one that was begun, unless it is of another size", async () => {
  store = upload(10, 4);
  await run(uploadFile(file(10), { resume: "u1" }));
  expect(calls).toEqual(["GET /api/kith/uploads/u1", "PUT /api/kith/uploads/u1?offset=4"]);
  calls = [];
  store = upload(99, 4);
  await run(uploadFile(file(10), { resume: "u1" }));
  expect(calls[1]).toBe("POST /api/kith/uploads");
});

it("stops when asked, also while it waits", async () => {
  const stop = new AbortController();
  fails = [500, 500, 500];
  const going = uploadFile(file(10), { signal: stop.signal, random: () => 0 });
  const ended = expect(going).rejects.toMatchObject({ name: "AbortError" });
  await vi.advanceTimersByTimeAsync(100);
  stop.abort();
  await ended;
  expect(calls.filter((call) => call.startsWith("PUT"))).toHaveLength(1);
});

it("can be dropped", async () => {
  vi.useRealTimers();
  await dropUpload("u1");
  expect(calls).toEqual(["DELETE /api/kith/uploads/u1"]);
});

it("a single file goes as it is, a folder as one zip, nothing is refused", async () => {
  const names: string[] = [];
  const original = fetch;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    if (init.method === "POST")
      names.push((JSON.parse(String(init.body)) as { name: string }).name);
    return original(url, init);
  });
  const progress = vi.fn();
  vi.useRealTimers();
  await uploadFiles([
    { path: "a.json", file: file(10) },
    { path: "empty", file: file(0) },
  ]);
  await uploadFiles([{ path: "chat/a.json", file: file(10) }], { progress });
  await uploadFiles([
    { path: "a.json", file: file(10) },
    { path: "b.json", file: file(10) },
  ]);
  expect(names).toEqual(["a.json", "chat.zip", "files.zip"]);
  const [received, bytes] = progress.mock.calls.at(-1) as [number, number];
  expect(received).toBe(bytes);
  await expect(uploadFiles([{ path: "x", file: file(0) }])).rejects.toThrow(TypeError);
});

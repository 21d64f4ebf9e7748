// Our own surface (X): boot, directory, find, reader, imports, jobs.
import { askArchive, askJobs, askLive, list, table, type Ask } from "api/ask";
import { post } from "api/client";
import type { Schemas } from "api/schema";
import type {
  Boot,
  DirectoryColumns,
  Found,
  ImportBody,
  ImportEntry,
  ImportReport,
  Item,
  Job,
  ScannedSource,
  Window,
} from "api/types";

/** While locked or signed out only these come. */
export type BootStart = Pick<Boot, "version" | "mode" | "auth" | "lock"> & Partial<Boot>;

/** X01. The same is inlined in the page: see bootOf. */
export const boot = (): Ask<BootStart> => askLive("/api/kith/boot", {}, (body) => body);

/** The boot that came with the page; undefined when the server put none there. */
export function bootOf(page: Document): BootStart | undefined {
  try {
    const text = page.getElementById("boot")?.textContent?.trim();
    return text ? (JSON.parse(text) as BootStart) : undefined;
  } catch {
    return undefined;
  }
}

export type EntryKind = "person" | "group" | "official";
const kKinds: readonly EntryKind[] = ["person", "group", "official"];

/** A person or group of the directory. */
export interface Entry {
  id: string; // the key in the source
  chat: number; // opens the conversation; 0 = none
  person: number; // 0 = a group or unknown
  name: string;
  alt: string[];
  kind: EntryKind;
  source: string;
  count: number;
  last: number; // Unix seconds of the newest message, 0 = none
  avatar: string;
}

/** The columns as rows, newest message first. A column that is too short is empty there. */
export function entriesOf(columns: Partial<DirectoryColumns> | null): Entry[] {
  const { ids, chats, people, names, alt, kind, source, count, last_ts, avatar } = columns ?? {};
  return list(ids).map((id, i) => ({
    id,
    chat: chats?.[i] ?? 0,
    person: people?.[i] ?? 0,
    name: names?.[i] || id,
    alt: (alt?.[i] ?? "").split("\n").filter(Boolean),
    kind: kKinds[kind?.[i] ?? 0] ?? "person",
    source: source?.[i] ?? "",
    count: count?.[i] ?? 0,
    last: last_ts?.[i] ?? 0,
    avatar: avatar?.[i] ?? "",
  }));
}

/** X03: everybody one has a chat with, and all groups. */
export const directory = (): Ask<Entry[]> => askArchive("/api/kith/directory", {}, entriesOf);

export interface FindOptions {
  sort?: "new" | "old" | "best";
  cursor?: string;
  limit?: number; // 1..200, 50 when missing
  facets?: true;
}

/** X04: a page of hits; marks count code points. */
export const find = (q: string, { facets, cursor, ...rest }: FindOptions = {}): Ask<Found> =>
  askArchive(
    "/api/kith/find",
    { q, ...rest, cursor: cursor || undefined, facets: facets && 1 },
    (body) => ({ ...body, hits: list(body.hits), problems: list(body.problems) }),
  );

/** Where a window of a conversation is. */
export type WindowAt =
  | { around: number }
  | { at: string | number }
  | { before: number }
  | { after: number };

export interface ChatWindow extends Window {
  months: Record<string, number>;
}

/** X05: messages of a chat (its number or key), oldest first; without a place the newest. */
export const chatWindow = (
  chat: string | number,
  place?: WindowAt,
  limit = 100,
): Ask<ChatWindow> => {
  const at = place && "at" in place ? { at: String(place.at) } : place;
  const params = { id: chat, ...at, limit };
  return askArchive("/api/kith/chats/{id}/window", params, (body) => ({
    ...body,
    items: list<Item>(body.items),
    months: table(body.months),
  }));
};

/** X11: jobs that run, and those that ended lately, newest first. */
export const jobs = (): Ask<Job[]> => askJobs("/api/kith/jobs", {}, (body) => list(body.jobs));
export const job = (id: number): Ask<Job> => askJobs("/api/kith/jobs/{id}", { id }, (body) => body);

export type JobOrder = "cancel" | "pause" | "resume";
export const orderJob = (id: number, order: JobOrder): Promise<Job> =>
  post(`/api/kith/jobs/{id}/${order}`, { params: { id } });

export const isOver = ({ state }: Pick<Job, "state">): boolean =>
  state === "done" || state === "failed" || state === "cancelled";

/** X09: all imports, newest first. */
export const imports = (): Ask<ImportEntry[]> =>
  askJobs("/api/kith/imports", {}, (body) => list(body.imports));
export const importEntry = (id: number): Ask<ImportEntry> =>
  askJobs("/api/kith/imports/{id}", { id }, (body) => body);

/** X08: what lies at a path of the server's machine, or in an upload. */
export const scan = async (
  what: { path: string } | { upload: string },
  signal?: AbortSignal,
): Promise<ScannedSource[]> => {
  const { sources } = await post("/api/kith/imports/scan", { body: what, timeout: 0, signal });
  return list(sources).map((source) =>
    Object.assign(source, { me: list(source.me), warnings: list(source.warnings) }),
  );
};

export type ImportPlan = Omit<ImportBody, "dry_run">;

/** X09: what an import would do; nothing is written. The answer is described for the import alone. */
export const dryRun = (plan: ImportPlan, signal?: AbortSignal): Promise<ImportReport> =>
  post("/api/kith/imports", {
    body: { ...plan, dry_run: true },
    timeout: 0,
    signal,
  }) as Promise<unknown> as Promise<ImportReport>;

/** X09: begins an import; its job is in the pulse. */
export const startImport = (plan: ImportPlan): Promise<Job> =>
  post("/api/kith/imports", { body: { ...plan, dry_run: false }, timeout: 0 });

/** X10. */
export const undoImport = (id: number): Promise<Job> =>
  post("/api/kith/imports/{id}/undo", { params: { id }, timeout: 0 });

export type Upload = Schemas["Upload"];

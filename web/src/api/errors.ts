// What a failed request was: one type for the five error shapes of the server's surfaces. The
// surface is chosen by the longest prefix of the path (surfaces contract §2.1).

export type Surface = "messages" | "im" | "mochi" | "v0" | "kith" | "archive" | "page";

const kPrefixes: readonly [string, Surface][] = (
  [
    ["/api/v1/", "messages"],
    ["/api/message/", "im"],
    ["/api/ai/records", "im"],
    ["/ws/", "im"],
    ["/health", "im"],
    ["/api/kith/", "kith"],
    ["/api/", "archive"],
    ["/", "page"],
    ...["/user/", "/emotion-blobs", "/chat/"].flatMap((prefix): [string, Surface][] => [
      [prefix, "mochi"],
      [`/api${prefix}`, "mochi"],
    ]),
    ...[
      "add_user",
      "query_user_info",
      "delete_specific_session",
      "delete_sessions",
      "query_session_names",
      "query_session_info",
      "add_chat",
    ].map((name): [string, Surface] => [`/${name}`, "v0"]),
  ] as [string, Surface][]
).toSorted((a, b) => b[0].length - a[0].length);

/** The surface a path or address of our server belongs to. */
export function surfaceOf(address: string): Surface {
  const path = address.replace(/^https?:\/\/[^/]*/, "").replace(/[?#].*$/, "");
  return kPrefixes.find(([prefix]) => path.startsWith(prefix))?.[1] ?? "page";
}

export interface Failure {
  /** 0: there was no answer. 200 when an answer of success says that it failed. */
  status: number;
  /** The server's own words, shown as they are; "" when it said none. */
  text: string;
  surface: Surface;
  raw: string;
  /** A stable word: "network", "timeout", "unreadable", or the server's. */
  reason?: string;
  /** The number inside a body of the messages or IM surface. */
  code?: number;
  /** Seconds to wait (429, 503). */
  retryAfter?: number;
}

export class ApiError extends Error implements Failure {
  readonly status: number;
  readonly text: string;
  readonly surface: Surface;
  readonly raw: string;
  readonly reason?: string;
  readonly code?: number;
  readonly retryAfter?: number;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.text || `${failure.status} ${failure.reason ?? ""}`.trim(), options);
    this.name = "ApiError";
    this.status = failure.status;
    this.text = failure.text;
    this.surface = failure.surface;
    this.raw = failure.raw;
    this.reason = failure.reason;
    this.code = failure.code;
    this.retryAfter = failure.retryAfter;
  }

  /** Nobody answered: the server is not running, or the network is gone. */
  get offline(): boolean {
    return this.status === 0;
  }
  /** Not a question of this request: a toast, not a part of the screen, says so. */
  get general(): boolean {
    return this.status === 0 || this.status >= 500;
  }
  get signedOut(): boolean {
    return this.status === 401 && this.surface !== "mochi";
  }
  /** There is no archive yet. */
  get unconfigured(): boolean {
    return this.status === 503 && /not_configured/.test(`${this.reason} ${this.raw}`);
  }
  /** An AI part needs a model first (design §2.2). */
  get needsModel(): boolean {
    return /请先在设置中|请先配置 ?AI|未配置 ?AI/.test(this.text);
  }
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | undefined =>
  typeof value === "number" ? value : undefined;

type Said = Pick<Failure, "text" | "code" | "reason">;

// {"error": "…"} of archive, own, Mochi; also the gate of the messages surface.
const plain = (body: Fields): Said => ({
  text: text(body.error),
  reason: text(body.reason) || undefined,
});
// {"success": false, "error": {"code", "message", "details"}}
const messages = (body: Fields): Said => {
  const error = isFields(body.error) ? body.error : {};
  return {
    text: text(error.message),
    code: number(error.code),
    reason: text(error.reason) || undefined,
  };
};
// {"code", "message", "detail", "details", "timestamp"}
const im = (body: Fields): Said => ({
  text: text(body.message) || text(body.detail),
  code: number(body.code),
});
// {"request_id", "ok": 1, "failed": "…"}
const v0 = (body: Fields): Said => ({ text: text(body.failed), code: number(body.ok) });

const kReaders: Record<Surface, (body: Fields) => Said> = {
  messages,
  im,
  mochi: plain,
  v0,
  kith: plain,
  archive: plain,
  page: plain,
};

function parsed(raw: string): Fields | undefined {
  if (!raw.trimStart().startsWith("{")) return undefined;
  try {
    const body: unknown = JSON.parse(raw);
    return isFields(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

const kLongest = 2000; // of an error text without JSON; a page of HTML is not an error text

/** What a body of failure says, in the shape of its surface, or in any of the others. */
export function said(surface: Surface, raw: string): Said {
  const body = parsed(raw);
  if (!body) return { text: /^\s*</.test(raw) ? "" : raw.trim().slice(0, kLongest) };
  const own = kReaders[surface](body);
  if (own.text) return own;
  return [plain, messages, im, v0].map((read) => read(body)).find((one) => one.text) ?? own;
}

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** The error of an answer that is none of success. Reads its body. */
export async function errorOf(address: string, response: Response): Promise<ApiError> {
  const surface = surfaceOf(address);
  const raw = await response.text().catch(() => "");
  const retryAfter = secondsOf(response.headers.get("Retry-After"));
  return new ApiError({ status: response.status, surface, raw, retryAfter, ...said(surface, raw) });
}

/**
 * The payload of a body of success: Mochi's and the messages surface's envelopes are opened, and a
 * body that says failure is thrown.
 */
export function opened(address: string, status: number, body: unknown): unknown {
  const surface = surfaceOf(address);
  if (!isFields(body)) return body;
  const failed =
    (surface === "messages" && body.success === false) ||
    (surface === "mochi" && typeof body.code === "number" && body.code !== 0) ||
    (surface === "v0" && typeof body.ok === "number" && body.ok !== 0);
  if (failed) {
    const raw = JSON.stringify(body);
    throw new ApiError({ status, surface, raw, ...said(surface, raw) });
  }
  if (surface === "messages" && body.success === true) return body.data ?? null;
  if (surface === "mochi" && body.code === 0 && "msg" in body) return body.data ?? null;
  return body;
}

// Requests to our own server, typed by path: get("/api/calendar/day", { params: { date } }). Every
// failure is an ApiError, except that whoever aborts gets the browser's AbortError.
import { ApiError, errorOf, opened, surfaceOf } from "api/errors";
import type { Paths } from "api/schema";
import { addressOf } from "lib/place";

export const kTimeout = 120_000; // milliseconds; imports and exports pass 0 = none

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface SendOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown; // a Blob goes as it is, everything else as JSON
  signal?: AbortSignal;
  timeout?: number; // until the headers of the answer, and the body of JSON
  headers?: Record<string, string>;
}

type Watcher = (answered: boolean) => void;
const watchers = new Set<Watcher>();

/** Told after each request whether anybody answered at all. Returns how to stop. */
export function watchRequests(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function tell(answered: boolean): void {
  for (const watcher of watchers) watcher(answered);
}

/** "/api/kith/chats/{id}/window" with its parameters; those that are no part of it are the query. */
export function addressFor(path: string, params: Params = {}): string {
  const query = { ...params };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = query[name];
    delete query[name];
    if (value === undefined || value === null) throw new TypeError(`${path}: ${name} is missing`);
    return encodeURIComponent(String(value));
  });
  return addressOf(filled, query);
}

function failed(
  address: string,
  cause: unknown,
  reason: "network" | "timeout" | "unreadable",
): ApiError {
  const failure = { status: 0, text: "", surface: surfaceOf(address), raw: "", reason };
  return new ApiError(failure, { cause });
}

// The reason a request of ours ended early: the caller's wish stays what it is.
function ended(address: string, cause: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason ?? cause;
  const timeout = cause instanceof DOMException && cause.name === "TimeoutError";
  return failed(address, cause, timeout ? "timeout" : "network");
}

function bodyOf(body: unknown): { body?: BodyInit; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (body instanceof Blob)
    return { body, headers: { "Content-Type": "application/octet-stream" } };
  return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

/** An answer of success; its body is not read yet. Throws ApiError for everything else. */
export async function send(address: string, options: SendOptions = {}): Promise<Response> {
  const { method = "GET", signal, timeout = kTimeout } = options;
  const { body, headers } = bodyOf(options.body);
  const signals = [signal, timeout > 0 ? AbortSignal.timeout(timeout) : undefined];
  const stop = AbortSignal.any(signals.filter((one) => one !== undefined));
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      body,
      headers: { ...headers, ...options.headers },
      signal: stop,
      credentials: "same-origin",
    });
  } catch (cause) {
    const error = ended(address, cause, signal);
    if (error instanceof ApiError) tell(false);
    throw error;
  }
  tell(true);
  if (!response.ok) throw await errorOf(address, response);
  return response;
}

/** The opened body of JSON of an answer; undefined where there is none. */
export async function request<T = unknown>(address: string, options: SendOptions = {}): Promise<T> {
  const response = await send(address, options);
  if (response.status === 204) return undefined as T;
  let raw: string;
  try {
    raw = await response.text();
  } catch (cause) {
    throw ended(address, cause, options.signal);
  }
  if (raw.trim() === "") return undefined as T;
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch (cause) {
    const failure = {
      status: response.status,
      text: "",
      surface: surfaceOf(address),
      raw: raw.slice(0, 2000),
    };
    throw new ApiError({ ...failure, reason: "unreadable" }, { cause });
  }
  return opened(address, response.status, body) as T;
}

type Method = "get" | "post" | "put" | "delete";
interface Operation {
  params: object;
  body: unknown;
  answer: unknown;
}
/** The paths of the server that know this method. */
export type PathOf<M extends Method> = {
  [P in keyof Paths]: Paths[P] extends Record<M, Operation> ? P : never;
}[keyof Paths];
type OperationOf<P extends keyof Paths, M extends Method> =
  Paths[P] extends Record<M, infer O extends Operation> ? O : never;
export type Answer<P extends keyof Paths, M extends Method = "get"> = OperationOf<P, M>["answer"];
export type ParamsOf<P extends keyof Paths, M extends Method = "get"> = OperationOf<P, M>["params"];

// A key that must be given only when something in it must be given.
type Given<K extends string, T> = {} extends T ? { [key in K]?: T } : { [key in K]: T };
type Common = Pick<SendOptions, "signal" | "timeout" | "headers">;
type Options<O extends Operation> = Common &
  Given<"params", O["params"]> &
  (O["body"] extends undefined ? unknown : { body: O["body"] });
type Arguments<O extends Operation> =
  {} extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

interface Loose extends Common {
  params?: object;
  body?: unknown;
}

function calling(
  method: SendOptions["method"],
  path: string,
  options: Loose = {},
): Promise<unknown> {
  const { params, ...rest } = options;
  return request(addressFor(path, params as Params), { ...rest, method });
}

export const get = <P extends PathOf<"get">>(
  path: P,
  ...[options]: Arguments<OperationOf<P, "get">>
): Promise<Answer<P, "get">> => calling("GET", path, options) as Promise<Answer<P, "get">>;

export const post = <P extends PathOf<"post">>(
  path: P,
  ...[options]: Arguments<OperationOf<P, "post">>
): Promise<Answer<P, "post">> => calling("POST", path, options) as Promise<Answer<P, "post">>;

export const put = <P extends PathOf<"put">>(
  path: P,
  ...[options]: Arguments<OperationOf<P, "put">>
): Promise<Answer<P, "put">> => calling("PUT", path, options) as Promise<Answer<P, "put">>;

export const del = <P extends PathOf<"delete">>(
  path: P,
  ...[options]: Arguments<OperationOf<P, "delete">>
): Promise<Answer<P, "delete">> => calling("DELETE", path, options) as Promise<Answer<P, "delete">>;

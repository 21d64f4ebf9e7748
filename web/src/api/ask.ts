// A question to the server as a value: its address, how long the answer holds, and how the answer is
// read. Screens use it through useAsk and useBatch; the surfaces make it.
import {
  addressFor,
  request,
  type Answer,
  type Params,
  type ParamsOf,
  type PathOf,
} from "api/client";
import type { ApiError } from "api/errors";

/**
 * How long an answer holds. "archive": until the archive changes. "jobs": 15 s. "live": not at all.
 * "program": as long as the page.
 */
export type Scope = "archive" | "jobs" | "live" | "program";

export const kStale: Readonly<Record<Scope, number>> = {
  archive: Infinity,
  program: Infinity,
  jobs: 15_000,
  live: 0,
};

export interface Ask<T> {
  readonly address: string;
  readonly scope: Scope;
  /** The body as screens want it: null lists are empty, columns are rows. */
  readonly open: (body: unknown) => T;
}

/** The key of an answer in the cache. Those of the archive hold its generation. */
export type AskKey = readonly [Scope, number, string];
export const keyOf = <T>(ask: Ask<T>, generation: number): AskKey => [
  ask.scope,
  ask.scope === "archive" ? generation : 0,
  ask.address,
];

type AskArguments<P extends PathOf<"get">, T> = [
  path: P,
  params: ParamsOf<P>,
  open: (body: Answer<P>) => T,
];

const ask =
  (scope: Scope) =>
  <P extends PathOf<"get">, T>(...[path, params, open]: AskArguments<P, T>): Ask<T> => ({
    address: addressFor(path, params as Params),
    scope,
    open: open as (body: unknown) => T,
  });

export const askArchive = ask("archive");
export const askProgram = ask("program");
export const askJobs = ask("jobs");
export const askLive = ask("live");

/** The answer itself. Throws ApiError. */
export async function answerOf<T>(question: Ask<T>, signal?: AbortSignal): Promise<T> {
  return question.open(await request(question.address, { signal }));
}

/** One more attempt after a lost connection or a failure of the server, none after a refusal. */
export function retries(failures: number, error: unknown): boolean {
  const { status, unconfigured } = error as Partial<ApiError>;
  if (failures >= 1 || status === undefined || unconfigured) return false;
  return status === 0 || status >= 500;
}

/** A list that the server may leave out or give as null. */
export const list = <T>(value: readonly T[] | null | undefined): T[] => [...(value ?? [])];
/** A table that may be null. */
export const table = <T>(
  value: Readonly<Record<string, T>> | null | undefined,
): Record<string, T> => ({
  ...value,
});

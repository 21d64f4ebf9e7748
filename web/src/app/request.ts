// One request to our own server, and how its failure is told.

import { requestAnswered, requestFailed } from "app/connection";

export class RequestError extends Error {
  /** 0: no answer at all. */
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super(text);
  }
}

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

async function failure(answer: Response): Promise<RequestError> {
  const text = await answer.text();
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return new RequestError(answer.status, typeof error === "string" ? error : text);
  } catch {
    return new RequestError(answer.status, text || answer.statusText);
  }
}

export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = "GET", body, signal } = options;
  const json = body === undefined ? undefined : JSON.stringify(body);
  let answer: Response;
  try {
    const type = json === undefined ? undefined : { "content-type": "application/json" };
    const headers = { ...type, ...options.headers };
    answer = await fetch(path, { method, body: json, headers, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    requestFailed();
    throw new RequestError(0, cause instanceof Error ? cause.message : String(cause));
  }
  requestAnswered();
  if (!answer.ok) throw await failure(answer);
  return answer;
}

export async function request<T>(path: string, options?: RequestOptions): Promise<T> {
  return (await (await send(path, options)).json()) as T;
}

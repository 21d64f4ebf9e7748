// Sends a call and keeps what comes, also of an answer that never ends.
import { send } from "api/client";
import { ApiError } from "api/errors";
import type { Call } from "features/apidocs/spec";

export const kShown = 256 * 1024; // bytes of an answer that are shown

export interface Answered {
  status: number;
  type: string;
  text: string;
  /** There was more, or it was stopped. */
  cut: boolean;
  bytes: number;
  ms: number;
}

/** `progress` is told what has come so far. Throws what stopped it before an answer began. */
export async function sendCall(
  { method, address, body, type: sent }: Call,
  signal: AbortSignal,
  progress: (so: Answered) => void,
): Promise<Answered> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  let response: Response;
  try {
    response = await send(address, {
      method: method as "GET",
      body: body === undefined ? undefined : new Blob([body]),
      headers: sent === undefined ? undefined : { "Content-Type": sent },
      signal,
      timeout: 0,
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 0) throw error;
    const { status, raw } = error;
    return { status, type: "", text: raw, cut: false, bytes: raw.length, ms: ms() };
  }
  const { status, headers } = response;
  const type = headers.get("Content-Type") ?? "";
  let text = "";
  let bytes = 0;
  const now = (cut = bytes > kShown): Answered => ({ status, type, text, bytes, cut, ms: ms() });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return now();
      text += decoder.decode(value.subarray(0, Math.max(0, kShown - bytes)), { stream: true });
      bytes += value.length;
      if (bytes > kShown) return now();
      progress(now());
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return now(true);
  } finally {
    await reader?.cancel().catch(() => {});
  }
}

/** JSON with indents; everything else as it came. */
export function pretty({ text, type, cut }: Answered): string {
  if (cut || !/\bjson\b/.test(type) || /ndjson/.test(type)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// X02: several questions in one request. Each line of the answer is handed over as it arrives.
import { ApiError, opened, said, surfaceOf } from "api/errors";
import { send } from "api/client";

export const kBatch = 12; // paths in one request

export interface BatchLine {
  i: number;
  status: number;
  body: unknown;
}

/** Lines of JSON from pieces cut anywhere. Blank lines do not count; a broken one throws SyntaxError. */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<unknown, void, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) if (line.trim() !== "") yield JSON.parse(line);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The opened body of a line. Throws its ApiError. */
export function bodyOfLine(address: string, line: BatchLine): unknown {
  if (line.status >= 200 && line.status < 300) return opened(address, line.status, line.body);
  const surface = surfaceOf(address);
  const raw = typeof line.body === "string" ? line.body : JSON.stringify(line.body);
  throw new ApiError({ status: line.status, surface, raw, ...said(surface, raw) });
}

/**
 * Asks for the addresses, 12 at a time, and calls `take` for each as its line arrives. Throws
 * ApiError when the request itself fails; addresses that got no line are not taken.
 */
export async function runBatch(
  addresses: readonly string[],
  take: (address: string, line: BatchLine) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let at = 0; at < addresses.length; at += kBatch) {
    const part = addresses.slice(at, at + kBatch);
    const body = { get: part };
    const response = await send("/api/kith/batch", { method: "POST", body, signal });
    if (!response.body) continue;
    for await (const value of readLines(response.body)) {
      const line = value as BatchLine;
      const address = part[line.i];
      if (address !== undefined) take(address, line);
    }
  }
}

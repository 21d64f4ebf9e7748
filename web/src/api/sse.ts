// Server-sent events from a body of fetch: a line parser that forgives what servers do, and streams
// of answers. EventSource cannot POST, cannot be told apart from a failure, and is not used.
import { ApiError, said, surfaceOf } from "api/errors";
import { send, type SendOptions } from "api/client";

export interface SseEvent {
  event: string; // "message" when the server names none
  data: string;
  id: string; // the last one seen, as the standard wants it
}

/**
 * Feeds on pieces cut anywhere, also between \r and \n. Understands \n, \r\n and \r, comments,
 * several data lines, a byte order mark; end() gives the event whose last blank line is missing.
 */
export class SseParser {
  /** Milliseconds the server asks to wait before coming back. */
  retry: number | undefined;

  private rest = "";
  private event = "";
  private data: string[] = [];
  private id = "";
  private started = false;

  push(piece: string): SseEvent[] {
    if (!this.started && piece !== "") {
      this.started = true;
      if (piece.startsWith("\ufeff")) piece = piece.slice(1);
    }
    this.rest += piece;
    const out: SseEvent[] = [];
    // A \r at the end may be half of \r\n: it waits.
    const whole = this.rest.endsWith("\r") ? this.rest.length - 1 : this.rest.length;
    const lines = this.rest.slice(0, whole).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? "") + this.rest.slice(whole);
    for (const line of lines) this.line(line, out);
    return out;
  }

  end(): SseEvent[] {
    const out: SseEvent[] = [];
    if (this.rest !== "") this.line(this.rest.replace(/\r$/, ""), out);
    this.rest = "";
    this.line("", out);
    return out;
  }

  private line(line: string, out: SseEvent[]): void {
    if (line === "") {
      if (this.data.length > 0)
        out.push({ event: this.event || "message", data: this.data.join("\n"), id: this.id });
      this.event = "";
      this.data = [];
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.data.push(value);
    else if (field === "event") this.event = value;
    else if (field === "id" && !value.includes("\0")) this.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.retry = Number(value);
  }
}

/**
 * The events of a body. `alive` is called for each piece, comments included. Ends with the body;
 * leaving the loop cancels it.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => {},
): AsyncGenerator<SseEvent, void, void> {
  const parser = new SseParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      alive();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
    yield* parser.push(decoder.decode());
    yield* parser.end();
  } finally {
    // Also when the reader of the events has seen enough.
    await reader.cancel().catch(() => {});
  }
}

/** The data of an event as JSON; undefined when it is none. */
export function jsonOf<T>(event: SseEvent): T | undefined {
  try {
    return JSON.parse(event.data) as T;
  } catch {
    return undefined;
  }
}

/**
 * The events of an answer that is streamed. Ends with {"done":true}, an event "complete", or the
 * body; an event "error", or data with an error, is thrown after everything before it was given.
 */
export async function* streamEvents(
  address: string,
  options: SendOptions = {},
): AsyncGenerator<SseEvent, void, void> {
  const headers = { Accept: "text/event-stream", ...options.headers };
  const response = await send(address, { timeout: 0, ...options, headers });
  if (!response.body) return;
  for await (const event of readEvents(response.body)) {
    const data = jsonOf<{ done?: unknown; error?: unknown }>(event);
    if (event.event === "error" || (data !== null && typeof data?.error === "string")) {
      const surface = surfaceOf(address);
      throw new ApiError({ status: 200, surface, raw: event.data, ...said(surface, event.data) });
    }
    yield event;
    if (event.event === "complete" || data?.done === true) return;
  }
}

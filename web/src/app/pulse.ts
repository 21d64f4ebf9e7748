// X11, the one long-lived stream: jobs, new messages, what left. One tab listens for all tabs of the browser.
import { acceptEgress, type Egress } from "app/egress";
import { bootStore, refreshBoot } from "app/boot";
import { onRetry, setOffline } from "app/connection";
import { acceptJob } from "app/jobs";
import { send } from "app/request";
import type { Job } from "app/wire";
import { backoff } from "lib/backoff";

const kChannel = "kith.pulse";
const kLostMs = 5000;
const kHiddenMs = 5 * 60_000;

interface PulseEvent {
  name: string;
  data: string;
  id: string;
}

/** What an event changes. The same in the tab that listens and in those it tells. */
function accept({ name, data }: PulseEvent) {
  if (name === "job") acceptJob(JSON.parse(data) as Job);
  else if (name === "egress") acceptEgress(JSON.parse(data) as Egress);
  else if (name === "archive") {
    const { generation } = JSON.parse(data) as { generation: number };
    if (generation !== bootStore.get().boot.archive.generation) newGeneration();
  }
}

let waiting = false;
/** Imports publish many generations a second: one look at the end of each half second is enough. */
function newGeneration() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refreshBoot().catch(() => {});
  }, 500);
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<PulseEvent> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  let rest = "";
  let event: PulseEvent = { name: "message", data: "", id: "" };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (event.data) yield event;
        event = { name: "message", data: "", id: event.id };
        continue;
      }
      const [, field = "", text = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === "event") event.name = text;
      else if (field === "data") event.data += event.data ? `\n${text}` : text;
      else if (field === "id") event.id = text;
    }
  }
}

class Pulse {
  private last = "";
  private attempt = 0;
  private abort = new AbortController();
  private wake = () => {};
  private lost: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (event: PulseEvent | "up" | "down") => void) {}

  async listen(stop: AbortSignal) {
    onRetry(() => this.wake());
    stop.addEventListener("abort", () => this.abort.abort());
    while (!stop.aborted) {
      await this.once().catch(() => {});
      if (stop.aborted) return;
      const delay = backoff(this.attempt++);
      this.lost ??= setTimeout(() => this.down(Date.now()), kLostMs);
      if (this.attempt > 3) this.down(Date.now() + delay);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, delay);
      });
    }
  }

  private down(retryAt: number) {
    setOffline(true, retryAt);
    this.tell("down");
  }

  private up() {
    clearTimeout(this.lost);
    this.lost = undefined;
    const again = this.attempt > 0;
    this.attempt = 0;
    setOffline(false);
    this.tell("up");
    const { archive, jobs } = bootStore.get().boot;
    if (again || archive.state === "loading" || jobs.length > 0) newGeneration();
  }

  private async once() {
    this.abort = new AbortController();
    const headers = this.last ? { "last-event-id": this.last } : undefined;
    const answer = await send("/api/kith/events", { signal: this.abort.signal, headers });
    if (!answer.body) return;
    this.up();
    for await (const event of eventsOf(answer.body)) {
      if (event.id) this.last = event.id;
      accept(event);
      this.tell(event);
    }
  }
}

/** Listens until told to stop; with Web Locks, only one tab of the browser does. */
function begin(channel: BroadcastChannel | null): AbortController {
  const stop = new AbortController();
  const pulse = new Pulse((event) => channel?.postMessage(event));
  const run = () => pulse.listen(stop.signal);
  if (channel && "locks" in navigator) {
    navigator.locks.request(kChannel, { signal: stop.signal }, run).catch(() => {});
  } else void run();
  return stop;
}

/** Starts the pulse; returns how to stop it. A page that is not seen for five minutes lets it go. */
export function startPulse(): () => void {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(kChannel) : null;
  channel?.addEventListener("message", ({ data }: MessageEvent<PulseEvent | "up" | "down">) => {
    if (data === "down") setOffline(true, Date.now() + 1000);
    else if (data === "up") {
      setOffline(false);
      newGeneration();
    } else accept(data);
  });
  let stop = begin(channel);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seen = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => stop.abort(), kHiddenMs);
    else if (stop.signal.aborted) {
      stop = begin(channel);
      newGeneration();
    }
  };
  document.addEventListener("visibilitychange", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    clearTimeout(timer);
    stop.abort();
    channel?.close();
  };
}

// The real program on a folder and a port of its own, started and stopped by a flow.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const kStartMs = 60_000;

interface Started {
  archive: { state: string };
  jobs: unknown[];
}

/** KITH_PROGRAM, else what a build left behind. */
function program(): string {
  const found = [
    process.env.KITH_PROGRAM,
    "../../../build/release/kith",
    "../../../build/debug/kith",
  ]
    .filter((path) => path !== undefined)
    .map((path) => (path.startsWith("/") ? path : here(path)))
    .find(existsSync);
  if (!found)
    throw new Error("there is no program: run ./dev build first, or name one in KITH_PROGRAM");
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export interface KithOptions {
  /** "demo": filled with made-up people. "empty": nothing. A folder: imported before the start. */
  archive?: "demo" | "empty" | { folder: string };
  language?: "zh" | "en";
  timezone?: string;
  /** More options of `kith serve`. */
  args?: string[];
}

export class Kith {
  readonly folder = mkdtempSync(join(tmpdir(), "kith-flow-"));
  url = "";
  private port = 0;
  private child: ChildProcess | undefined;
  private log = "";

  constructor(private readonly options: KithOptions) {}

  async start(): Promise<void> {
    this.port ||= await freePort();
    this.url = `http://127.0.0.1:${this.port}/`;
    const {
      archive = "demo",
      language = "en",
      timezone = "Asia/Shanghai",
      args = [],
    } = this.options;
    const web = process.env.KITH_WEB ?? here("../../dist");
    const all = [
      "serve",
      "--data",
      this.folder,
      "--listen",
      `127.0.0.1:${this.port}`,
      "--web",
      web,
    ];
    if (archive === "demo") all.push("--demo-if-empty");
    else if (archive !== "empty") all.push("--archive", archive.folder);
    const env = {
      ...process.env,
      KITH_LANGUAGE: language,
      KITH_TIMEZONE: timezone,
      KITH_MODELS: "/nowhere/kith/models", // what this machine has prepared is not what is tested
    };
    const child = spawn(program(), [...all, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (piece: Buffer) => (this.log += piece.toString()));
    }
    await this.answering();
  }

  /** As Ctrl-C does; waits until it has ended. */
  stop(): Promise<void> {
    return this.end("SIGTERM");
  }
  /** At once, without a word. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(new URL(path, this.url))).json()) as T;
  }

  post(path: string, body: unknown): Promise<void> {
    return this.send("POST", path, body);
  }
  put(path: string, body: unknown): Promise<void> {
    return this.send("PUT", path, body);
  }

  private async send(method: string, path: string, body: unknown): Promise<void> {
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answering(): Promise<void> {
    const until = Date.now() + kStartMs;
    for (;;) {
      if (this.child?.exitCode !== null) throw new Error(`the program ended at once:\n${this.log}`);
      const boot = await this.get<Started>("/api/kith/boot").catch(() => undefined);
      const ready = this.options.archive === "empty" || boot?.archive.state === "ready";
      if (boot && ready && boot.jobs.length === 0) return;
      if (Date.now() > until) throw new Error(`the program does not answer:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.kill(signal);
    });
  }
}

export async function startKith(options: KithOptions = {}): Promise<Kith> {
  const kith = new Kith(options);
  await kith.start();
  return kith;
}

// A provider of models on this machine that says what a flow tells it to say, in the dialect that most of them speak.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

interface Asked {
  stream?: boolean;
  model: string;
  messages: { role: string; content: string }[];
}

export class ScriptedModel {
  /** Everything that it was asked, in order. */
  readonly asked: Asked[] = [];
  /** Pieces of each answer; a function makes them of the question. */
  answer: string[] | ((question: string) => string[]) = ["好的。", "\n\n", "明天见。"];
  /** While it is set, every request is answered with this status. */
  fails: number | undefined;
  /** Milliseconds between two pieces. */
  pause = 5;
  private server: Server | undefined;
  base = "";

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.reply(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    this.server = server;
    this.base = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`;
    return this;
  }

  stop(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => this.server?.close(() => resolve()) ?? resolve());
  }

  private async reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const piece of request) body += String(piece);
    const asked = JSON.parse(body || "{}") as Asked;
    this.asked.push(asked);
    if (this.fails) {
      response.writeHead(this.fails, { "content-type": "application/json" });
      response.end('{"error":{"message":"this model is out of order"}}');
      return;
    }
    const question = asked.messages.findLast(({ role }) => role === "user")?.content ?? "";
    const pieces = typeof this.answer === "function" ? this.answer(question) : this.answer;
    if (!asked.stream) {
      response.writeHead(200, { "content-type": "application/json" });
      const message = { role: "assistant", content: pieces.join("") };
      response.end(JSON.stringify({ choices: [{ message }] }));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const content of pieces) {
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    response.end("data: [DONE]\n\n");
  }
}

export const startModel = (): Promise<ScriptedModel> => new ScriptedModel().start();

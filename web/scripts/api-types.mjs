// Writes src/api/schema.d.ts from the description that the server gives of itself, so that the page
// cannot ask for what is not there. The result is committed.
//
//   node scripts/api-types.mjs [--program ../build/release/kith | --file openapi.json] [--check]
//
// --check writes nothing and ends with 1 when the committed file is not what it would write.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const kTarget = here("../src/api/schema.d.ts");
const kProgram = here("../../build/release/kith");
const kMethods = ["get", "post", "put", "patch", "delete"];
const kName = /^[A-Za-z_$][\w$]*$/;
const kReference = "#/components/schemas/";

const key = (name) => (kName.test(name) ? name : JSON.stringify(name));
const indent = (text) => text.replaceAll("\n", "\n  ");

/** `{ a: string; b?: number }`, on one line when it is short. */
function fields(entries) {
  if (entries.length === 0) return "{}";
  const one = `{ ${entries.join("; ")} }`;
  if (one.length <= 80 && !one.includes("\n")) return one;
  return `{\n  ${entries.map((entry) => `${indent(entry)};`).join("\n  ")}\n}`;
}

function objectOf(schema) {
  const needed = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).map(
    ([name, value]) => `${key(name)}${needed.has(name) ? "" : "?"}: ${typeOf(value)}`,
  );
  if (entries.length > 0) return fields(entries);
  const more = schema.additionalProperties;
  if (more === undefined || more === false) return "Record<string, unknown>";
  return `Record<string, ${more === true ? "unknown" : typeOf(more)}>`;
}

function arrayOf(schema) {
  const item = typeOf(schema.items ?? {});
  const { minItems, maxItems } = schema;
  if (minItems !== undefined && minItems === maxItems && maxItems <= 8)
    return `[${Array.from({ length: maxItems }, () => item).join(", ")}]`;
  return /[|&]/.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

/** The TypeScript of a JSON schema. Numbers of 64 bits are numbers: ours stay below 2^53. */
export function typeOf(schema) {
  if (schema.$ref) {
    if (!schema.$ref.startsWith(kReference)) throw new Error(`unknown reference ${schema.$ref}`);
    return `Schemas[${JSON.stringify(schema.$ref.slice(kReference.length))}]`;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrayOf(schema);
    case "object":
      return objectOf(schema);
    default:
      return schema.properties ? objectOf(schema) : "unknown";
  }
}

// A switch in an address is written 1 or true; a part of the path may be a number.
function parameterType(parameter) {
  const type = typeOf(parameter.schema ?? {});
  if (parameter.in === "path") return type === "string" ? "string | number" : type;
  return type === "boolean" ? "boolean | 0 | 1" : type;
}

function contentType(content) {
  if (!content) return undefined;
  if (content["application/json"]) return typeOf(content["application/json"].schema ?? {});
  if (content["text/event-stream"]) return "EventStream";
  return Object.keys(content).length > 0 ? "string" : undefined;
}

/** One operation: what goes into the address, what is sent, what comes back. */
function operation(description) {
  const parameters = (description.parameters ?? [])
    .filter(({ in: where }) => where === "path" || where === "query")
    .map(
      (one) =>
        `${key(one.name)}${one.required || one.in === "path" ? "" : "?"}: ${parameterType(one)}`,
    );
  const success = Object.entries(description.responses ?? {}).find(([code]) =>
    code.startsWith("2"),
  );
  // The client writes JSON; bytes are sent by the upload itself.
  const sent = description.requestBody?.content["application/json"];
  const body = sent ? contentType({ "application/json": sent }) : "undefined";
  const answer = contentType(success?.[1].content) ?? "unknown";
  return fields([`params: ${fields(parameters)}`, `body: ${body}`, `answer: ${answer}`]);
}

function paths(document) {
  return Object.entries(document.paths ?? {}).map(([path, methods]) => {
    const operations = kMethods
      .filter((method) => methods[method])
      .map((method) => {
        const { summary } = methods[method];
        return `${summary ? `/** ${summary.replaceAll("*/", "* /")} */\n` : ""}${method}: ${operation(methods[method])}`;
      });
    return `${JSON.stringify(path)}: {\n  ${operations.map((one) => `${indent(one)};`).join("\n  ")}\n}`;
  });
}

/** The whole file for an OpenAPI 3.1 document. */
export function declarations(document) {
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => `${key(name)}: ${typeOf(schema)}`,
  );
  const block = (name, entries) =>
    `export interface ${name} {\n  ${entries.map((entry) => `${indent(entry)};`).join("\n  ")}\n}\n`;
  return [
    "// Made by scripts/api-types.mjs from `kith serve --dump-openapi`. Do not edit.\n",
    "/** A body of server-sent events: read it with api/sse. */\nexport type EventStream = { events: true };\n",
    block("Schemas", schemas),
    block("Paths", paths(document)),
  ].join("\n");
}

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function read() {
  const file = option("--file");
  if (file) return readFileSync(file, "utf8");
  const program = option("--program") ?? kProgram;
  if (!existsSync(program)) {
    process.stderr.write(`api-types: ${program} is not built; give --program or --file\n`);
    process.exit(2);
  }
  return execFileSync(program, ["serve", "--dump-openapi"], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

function main() {
  const text = declarations(JSON.parse(read()));
  if (!process.argv.includes("--check")) {
    writeFileSync(kTarget, text);
    return 0;
  }
  if (existsSync(kTarget) && readFileSync(kTarget, "utf8") === text) return 0;
  process.stderr.write("api-types: src/api/schema.d.ts is stale; run `npm run api-types`\n");
  return 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = main();

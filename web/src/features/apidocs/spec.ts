// The description of the server (OpenAPI 3.1) as a list of calls, their fields, examples of bodies, and a call as a line of curl.

export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  required?: string[];
  $ref?: string;
  format?: string;
};
export interface Field {
  name: string;
  in: "path" | "query" | "header";
  type: string;
  about: string;
  required: boolean;
}
export interface Operation {
  /** "GET /api/kith/find": unique. */
  id: string;
  method: string;
  path: string;
  group: string;
  summary: string;
  fields: Field[];
  /** undefined: takes no body. */
  body?: { type: string; schema?: Schema };
  answer?: { type: string; schema?: Schema };
  /** Anything but reading. */
  changes: boolean;
}
export interface Spec {
  version: string;
  groups: { name: string; operations: Operation[] }[];
  schemas: Record<string, Schema>;
}

type Loose = Record<string, unknown>;
const fieldsOf = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const kMethods = ["get", "post", "put", "patch", "delete"];

function contentOf(value: unknown): { type: string; schema?: Schema } | undefined {
  const [first] = Object.entries(fieldsOf(fieldsOf(value).content));
  if (!first) return undefined;
  return { type: first[0], schema: fieldsOf(first[1]).schema as Schema | undefined };
}

function fieldOf(value: unknown): Field {
  const field = fieldsOf(value);
  return {
    name: textOf(field.name),
    in: textOf(field.in) as Field["in"],
    type: typeName(fieldsOf(field.schema) as Schema),
    about: textOf(field.description),
    required: field.required === true,
  };
}

function operationOf(path: string, method: string, value: unknown): Operation {
  const one = fieldsOf(value);
  const upper = method.toUpperCase();
  const answers = fieldsOf(one.responses);
  const good = Object.keys(answers).find((status) => status.startsWith("2"));
  return {
    id: `${upper} ${path}`,
    method: upper,
    path,
    group: textOf(listOf(one.tags)[0]) || "other",
    summary: textOf(one.summary),
    fields: listOf(one.parameters).map(fieldOf),
    body: contentOf(one.requestBody),
    answer: good === undefined ? undefined : contentOf(answers[good]),
    changes: upper !== "GET",
  };
}

/** Anything that is no description gives one without groups. */
export function specOf(document: unknown): Spec {
  const { info, paths, components } = fieldsOf(document);
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(fieldsOf(paths)))
    for (const method of kMethods.filter((one) => one in fieldsOf(item))) {
      const operation = operationOf(path, method, fieldsOf(item)[method]);
      groups.set(operation.group, [...(groups.get(operation.group) ?? []), operation]);
    }
  return {
    version: textOf(fieldsOf(info).version),
    groups: [...groups].map(([name, operations]) => ({ name, operations })),
    schemas: fieldsOf(fieldsOf(components).schemas) as Record<string, Schema>,
  };
}

/** Those whose path, method, summary or group has all words. */
export function filtered(spec: Spec, words: string): Spec["groups"] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, summary, group }: Operation) => {
    const text = `${id} ${summary} ${group}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return spec.groups
    .map(({ name, operations }) => ({ name, operations: operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0);
}

const shortRef = (ref: string): string => ref.replace(/^.*\//, "");

/** A schema in one word or two: "integer", "FoundView", "HitView[]", "string or null". */
export function typeName(schema: Schema | undefined): string {
  if (!schema) return "any";
  if (schema.$ref) return shortRef(schema.$ref);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(typeName).join(" or ");
  if (schema.enum) return schema.enum.map(String).join(" | ");
  const types = [schema.type ?? "any"].flat();
  return types
    .map((type) => (type === "array" ? `${typeName(schema.items)}[]` : type))
    .join(" or ");
}

const kDeep = 5; // schemas may contain themselves
const kEmpty: Record<string, unknown> = { string: "", integer: 0, number: 0, boolean: false };

/** A body that a schema allows, with empty values. */
export function exampleOf(schema: Schema | undefined, spec: Spec, deep = 0): unknown {
  if (!schema || deep > kDeep) return null;
  if (schema.$ref) return exampleOf(spec.schemas[shortRef(schema.$ref)], spec, deep + 1);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return exampleOf(choices[0], spec, deep + 1);
  if (schema.enum) return schema.enum[0] ?? null;
  const type = [schema.type ?? ""].flat()[0] ?? "";
  if (type === "array") return [exampleOf(schema.items, spec, deep + 1)];
  if (type !== "object") return kEmpty[type] ?? null;
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, one]) => [
      name,
      exampleOf(one, spec, deep + 1),
    ]),
  );
}

/** What is sent. */
export interface Call {
  method: string;
  address: string;
  body?: string;
  type?: string;
}

/** Empty query fields are left out; an empty part of a path stays as it is written, "{id}". */
export function callOf(
  operation: Operation,
  values: Readonly<Record<string, string>>,
  body: string,
): Call {
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value ? encodeURIComponent(value) : whole;
  });
  const query = operation.fields
    .filter((field) => field.in === "query" && values[field.name])
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(values[name] ?? "")}`);
  const address = query.length > 0 ? `${path}?${query.join("&")}` : path;
  const call: Call = { method: operation.method, address };
  if (!operation.changes || body.trim() === "") return call;
  return { ...call, body, type: operation.body?.type ?? "application/json" };
}

/** Parts of the path that have no value yet. */
export const missing = ({ fields }: Operation, values: Readonly<Record<string, string>>) =>
  fields.filter((field) => (field.in === "path" || field.required) && !values[field.name]);

/** One word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export function curlOf({ method, address, body, type }: Call, origin: string): string {
  const parts = ["curl"];
  if (method !== "GET") parts.push("-X", method);
  parts.push(quoted(origin + address));
  if (type !== undefined) parts.push("-H", quoted(`Content-Type: ${type}`));
  if (body !== undefined) parts.push("--data-binary", quoted(body));
  return parts.join(" ");
}

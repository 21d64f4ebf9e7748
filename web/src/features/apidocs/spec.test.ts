// The description as calls, and calls as lines of curl.
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import {
  callOf,
  curlOf,
  exampleOf,
  filtered,
  missing,
  type Operation,
  quoted,
  specOf,
  typeName,
} from "features/apidocs/spec";

const document = {
  info: { version: "0.1.0" },
  paths: {
    "/api/kith/find": {
      get: {
        tags: ["kith"],
        summary: "X04 Find messages",
        parameters: [
          { name: "q", in: "query", schema: { type: "string" }, required: true },
          { name: "limit", in: "query", schema: { type: "integer" }, description: "1 to 200" },
        ],
        responses: {
          "200": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/Found" } } },
          },
          default: { description: "error" },
        },
      },
    },
    "/api/kith/imports/{id}/undo": {
      post: {
        tags: ["kith"],
        parameters: [{ name: "id", in: "path", schema: { type: "string" }, required: true }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } },
        },
        responses: {},
      },
    },
    "/health": { get: { summary: "Alive", responses: {} } },
  },
  components: {
    schemas: {
      Found: { type: "object", properties: { hits: { type: "array", items: { type: "string" } } } },
      Body: {
        type: "object",
        properties: {
          me: { type: "string" },
          dry: { type: "boolean" },
          inner: { $ref: "#/components/schemas/Body" },
        },
      },
    },
  },
};
const spec = specOf(document);
const all: Operation[] = spec.groups.flatMap(({ operations }) => operations);
const named = (id: string) => all.find((one) => one.id === id)!;

describe("specOf", () => {
  it("groups calls by their surface, in the order of the description", () => {
    expect(spec.groups.map(({ name, operations }) => [name, operations.length])).toEqual([
      ["kith", 2],
      ["other", 1],
    ]);
    expect(named("GET /api/kith/find")).toMatchObject({
      changes: false,
      fields: [
        { name: "q", in: "query", type: "string", required: true },
        { name: "limit", about: "1 to 200", required: false },
      ],
      answer: { type: "application/json" },
    });
  });

  it("takes anything", () => {
    for (const odd of [null, 7, "text", [], { paths: { "/a": { get: null } } }])
      expect(specOf(odd).schemas).toEqual({});
  });
});

it("filters by all words, wherever they are", () => {
  expect(filtered(spec, "post UNDO")[0]?.operations.map(({ path }) => path)).toEqual([
    "/api/kith/imports/{id}/undo",
  ]);
  expect(filtered(spec, "nothing here")).toEqual([]);
  expect(filtered(spec, "  ")).toHaveLength(2);
});

it("makes an example of a schema that contains itself", () => {
  const example = exampleOf({ $ref: "#/components/schemas/Body" }, spec) as Record<string, unknown>;
  expect(example).toMatchObject({ me: "", dry: false });
  expect(JSON.stringify(example).length).toBeLessThan(500);
});

it("names types", () => {
  expect(typeName({ type: "array", items: { $ref: "#/x/Hit" } })).toBe("Hit[]");
  expect(typeName({ type: ["integer", "null"] })).toBe("integer or null");
  expect(typeName({ enum: ["a", "b"] })).toBe("a | b");
});

describe("callOf", () => {
  it("escapes what is typed and leaves out what is empty", () => {
    const call = callOf(named("GET /api/kith/find"), { q: "爬山 & 50%", limit: "" }, "");
    expect(call.address).toBe(`/api/kith/find?q=${encodeURIComponent("爬山 & 50%")}`);
  });

  it("does not send before every part of the path is there", () => {
    const undo = named("POST /api/kith/imports/{id}/undo");
    expect(missing(undo, {}).map(({ name }) => name)).toEqual(["id"]);
    expect(missing(undo, { id: "3" })).toEqual([]);
    expect(callOf(undo, { id: "a/b" }, "{}")).toEqual({
      method: "POST",
      address: "/api/kith/imports/a%2Fb/undo",
      body: "{}",
      type: "application/json",
    });
  });
});

describe("curlOf", () => {
  it("is one line a shell reads back as it was", () => {
    const nasty = `{"q":"it's $HOME \`x\` \\"爬山\\" 😀"}`;
    const line = curlOf(
      { method: "POST", address: "/api/a?b='c'", body: nasty, type: "application/json" },
      "http://127.0.0.1:8080",
    );
    const shown = execFileSync("sh", ["-c", line.replace(/^curl /, "printf '%s\\n' ")], {
      encoding: "utf8",
    });
    expect(shown.trimEnd().split("\n")).toEqual([
      "-X",
      "POST",
      "http://127.0.0.1:8080/api/a?b='c'",
      "-H",
      "Content-Type: application/json",
      "--data-binary",
      nasty,
    ]);
  });

  it("quotes an empty word", () => expect(quoted("")).toBe("''"));
});

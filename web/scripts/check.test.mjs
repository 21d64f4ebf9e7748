// The checks find what they are for, and nothing else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { declarations, typeOf } from "./api-types.mjs";
import { contrast, contrastFindings, tokensOf } from "./check/contrast.mjs";
import { importFindings, importsOf } from "./check/imports.mjs";
import { closure, sizeFindings } from "./check/sizes.mjs";
import { lengthFindings, textFindings, unsafeFindings } from "./check/sources.mjs";

describe("imports", () => {
  const findings = (path, target, how = `import x from "${target}";`) =>
    importFindings({ path, text: how });
  it.each([
    ["src/lib/a.ts", "lib/b"],
    ["src/api/a.ts", "lib/b"],
    ["src/api/a.ts", "react"],
    ["src/api/a.ts", "@tanstack/react-query"],
    ["src/lib/markdown-view.ts", "react"],
    ["src/features/home/A.tsx", "app/boot"],
    ["src/features/home/A.tsx", "./parts/B"],
    ["src/features/home/A.tsx", "features/home/B"],
    ["src/ui/Num/Num.tsx", "./Num.module.css"],
    ["src/main.tsx", "features/home/Screen"],
    ["src/charts/echarts.ts", "echarts/core"],
    ["src/lib/a.test.ts", "react-dom/server"],
    ["tests/flows/a.ts", "features/home/A"],
  ])("%s may import %s", (path, target) => expect(findings(path, target)).toEqual([]));
  it.each([
    ["src/lib/a.ts", "api/client", "lib does not import api"],
    ["src/lib/a.ts", "react", "does not belong here"],
    ["src/api/a.ts", "../app/boot", "api does not import app"],
    ["src/ui/Num/Num.tsx", "features/home/Screen", "ui does not import features"],
    ["src/app/routes.ts", "features/home/Screen", "app does not import features"],
    ["src/features/home/A.tsx", "features/people/B", "a feature imports no other feature"],
    ["src/features/home/A.tsx", "../people/B", "a feature imports no other feature"],
    ["src/features/home/A.tsx", "echarts", "does not belong here"],
    ["src/ui/a.ts", "lodash", "not used in the page"],
    ["src/api/a.test.ts", "app/boot", "api does not import app"],
  ])("%s may not import %s", (path, target, what) => {
    expect(findings(path, target)).toEqual([expect.stringContaining(what)]);
  });
  it("the shell loads features when they are needed", () => {
    expect(
      findings("src/app/routes.ts", "", 'const x = () => import("features/home/Screen");'),
    ).toEqual([]);
  });
  it("finds all forms, with their lines", () => {
    const text =
      'import "a/x";\nimport type { B,\n C } from "b";\nexport * from \'c\';\nconst d = import("d");\n';
    expect(importsOf(text).map(({ target, line, dynamic }) => [target, line, dynamic])).toEqual([
      ["a/x", 1, false],
      ["b", 2, false],
      ["c", 4, false],
      ["d", 5, true],
    ]);
  });
});

describe("sources", () => {
  it("are short", () => {
    expect(lengthFindings({ path: "a", text: "x\n".repeat(300) })).toEqual([]);
    expect(lengthFindings({ path: "a", text: "x\n".repeat(301) })).toHaveLength(1);
  });
  it("make no HTML of strings", () => {
    for (const text of [
      "<p dangerouslySetInnerHTML={x} />",
      "a.innerHTML = b",
      "eval(x)",
      'setTimeout("x", 1)',
    ])
      expect(unsafeFindings({ path: "src/a.tsx", text })).toHaveLength(1);
    expect(
      unsafeFindings({ path: "src/a.tsx", text: "if (a.innerHTML === b) setTimeout(x, 1)" }),
    ).toEqual([]);
  });
  const texts = (jsx, path = "src/ui/A.tsx") => textFindings({ path, text: `const a = ${jsx};` });
  it.each([
    ["<p>Hello</p>"],
    ["<p>\n  你好 {x}\n</p>"],
    ['<p>{"Hello"}</p>'],
    ['<p>{x ? "Yes" : ""}</p>'],
    ["<p>{`${n} messages`}</p>"],
    ['<p aria-label="Close" />'],
    ['<p title={x || "More"} />'],
    ["<>Hello</>"],
  ])("%s holds a literal text", async (jsx) => expect(await texts(jsx)).toHaveLength(1));
  it.each([
    ['<p className="x" id="y">{t("a.b")} · {n} %</p>'],
    ['<p title={t("x")} alt="" />'],
    ["<kbd>Ctrl K</kbd>"],
    ['<p>{x === "done" && <b />}</p>'],
    ["<p>{`${a}/${b}`}</p>"],
  ])("%s holds none", async (jsx) => expect(await texts(jsx)).toEqual([]));
  it("galleries and tests are free, lines are right", async () => {
    expect(await texts("<p>Hello</p>", "src/ui/A.gallery.tsx")).toEqual([]);
    expect(await texts("<p>Hello</p>", "src/ui/A.test.tsx")).toEqual([]);
    expect(await texts("(\n<p>\n Hello\n</p>)")).toEqual(["src/ui/A.tsx:3: literal text: Hello"]);
  });
});

describe("contrast", () => {
  it("is computed as WCAG says", () => {
    expect(contrast("#000", "#ffffff")).toBe(21);
    expect(contrast("#a4452a", "#faf6f0")).toBeCloseTo(5.6, 1);
  });
  it("is missed by night alone, and by what is not there", () => {
    const text = ":root { --ink: light-dark(#000, #333); --bg: light-dark(#fff,#222222); }";
    expect(tokensOf(text).get("bg")).toEqual({ light: "#fff", dark: "#222222" });
    const found = contrastFindings({ path: "t.css", text }, [
      ["ink", "bg", 4.5],
      ["ink", "x", 3],
    ]);
    expect(found).toEqual([
      expect.stringMatching(/--ink on --bg \(dark\) has 1\.26, needs 4\.5/),
      "t.css: --x is missing",
    ]);
  });
});

describe("sizes", () => {
  const manifest = {
    "index.html": { file: "assets/i.js", isEntry: true, imports: ["_shared"] },
    _shared: { file: "assets/s.js" },
    "src/features/home/Screen.tsx": {
      file: "assets/h.js",
      isDynamicEntry: true,
      imports: ["_shared", "_list"],
    },
    "src/features/chats/Screen.tsx": {
      file: "assets/c.js",
      isDynamicEntry: true,
      imports: ["_list", "_loop"],
    },
    _list: { file: "assets/l.js" },
    _loop: { file: "assets/o.js", imports: ["_loop"] },
    "src/i18n/en.ts": { file: "assets/en.js", isDynamicEntry: true },
    "src/i18n/first.en.ts": { file: "assets/f.js", isDynamicEntry: true },
    "src/charts/trend/Trend.tsx": { file: "assets/t.js", isDynamicEntry: true },
  };
  const noise = (bytes) => {
    let state = 1;
    return Array.from({ length: bytes }, () => {
      state = (state * 48271) % 2147483647;
      return String.fromCharCode(33 + (state % 90));
    }).join("");
  };
  function built(sizes) {
    const dist = mkdtempSync(join(tmpdir(), "kith-sizes-"));
    mkdirSync(join(dist, "assets"));
    mkdirSync(join(dist, ".vite"));
    writeFileSync(join(dist, ".vite", "manifest.json"), JSON.stringify(manifest));
    for (const { file } of Object.values(manifest))
      writeFileSync(join(dist, file), noise(sizes[file] ?? 10));
    writeFileSync(join(dist, "assets", "a.css"), noise(sizes.css ?? 10));
    const result = sizeFindings(dist);
    rmSync(dist, { recursive: true });
    return result;
  }
  it("follows imports once", () => {
    expect([...closure(manifest, "src/features/chats/Screen.tsx")]).toHaveLength(3);
    expect([...closure(manifest, "nothing")]).toEqual([]);
  });
  it("a small page is fine", () => {
    const { findings, notes } = built({});
    expect(findings).toEqual([]);
    expect(notes.map((line) => line.split(":")[0])).toEqual([
      "initial JS",
      "src/i18n/en.ts",
      "src/features/home/Screen.tsx",
      "src/features/chats/Screen.tsx",
      "shared assets/l.js",
      "charts",
      "CSS",
    ]);
  });
  it.each([
    ["assets/s.js", 150_000, "initial JS"],
    ["assets/f.js", 150_000, "initial JS"],
    ["assets/l.js", 40_000, "shared assets/l.js"],
    ["assets/c.js", 40_000, "src/features/chats/Screen.tsx"],
    ["assets/t.js", 300_000, "charts"],
    ["assets/en.js", 20_000, "src/i18n/en.ts"],
    ["css", 30_000, "CSS"],
  ])("%s of %d bytes breaks the budget of %s", (file, bytes, name) => {
    expect(built({ [file]: bytes }).findings).toEqual([expect.stringContaining(`${name}: `)]);
  });
  it("a page that is not built is a finding", () => {
    expect(sizeFindings("/nowhere").findings).toHaveLength(1);
  });
});

describe("types of the server", () => {
  it.each([
    [{ type: "string" }, "string"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ enum: ["a", 'b"'] }, '"a" | "b\\""'],
    [{ const: 1 }, "1"],
    [{ anyOf: [{ type: "integer" }, { type: "number" }, { type: "null" }] }, "number | null"],
    [{ allOf: [{ $ref: "#/components/schemas/A" }] }, 'Schemas["A"]'],
    [
      { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } },
      "(string | null)[]",
    ],
    [{ type: "array", items: { type: "integer" }, minItems: 2, maxItems: 2 }, "[number, number]"],
    [{ type: "object", additionalProperties: { type: "boolean" } }, "Record<string, boolean>"],
    [{ type: "object", additionalProperties: true }, "Record<string, unknown>"],
    [{ type: "object" }, "Record<string, unknown>"],
    [{ properties: { "a-b": {} } }, '{ "a-b"?: unknown }'],
    [{}, "unknown"],
  ])("%j is %s", (schema, type) => expect(typeOf(schema)).toBe(type));
  it("refuses references it does not know", () =>
    expect(() => typeOf({ $ref: "#/x" })).toThrow("#/x"));
  it("describes operations", () => {
    const text = declarations({
      paths: {
        "/a/{id}": {
          get: {
            summary: "A */ thing",
            parameters: [
              { name: "id", in: "path", schema: { type: "string" } },
              { name: "on", in: "query", schema: { type: "boolean" } },
              { name: "X-Key", in: "header", schema: {} },
            ],
            responses: { 200: { content: { "application/json": { schema: { type: "string" } } } } },
          },
          delete: { responses: { 204: {} } },
        },
        "/events": { get: { responses: { 200: { content: { "text/event-stream": {} } } } } },
        "/text": { get: { responses: { 200: { content: { "text/plain": {} } } } } },
      },
    });
    const line = text.replace(/\s+/g, " ");
    expect(line).toContain(
      "params: { id: string | number; on?: boolean | 0 | 1 }; body: undefined; answer: string",
    );
    expect(text).toContain("delete: { params: {}; body: undefined; answer: unknown };");
    expect(text).toContain("answer: EventStream");
    expect(text).toContain("/** A * / thing */");
  });
});

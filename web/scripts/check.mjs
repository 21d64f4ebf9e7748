// Checks what neither the compiler nor the linter sees. Ends with 1 when there is a finding, and says
// one line for each: place: what is wrong.
//
//   node scripts/check.mjs            sources: imports, lengths, literal texts, unsafe HTML, contrast
//   node scripts/check.mjs --sizes    the built page (dist/) against its budgets
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { contrastFindings } from "./check/contrast.mjs";
import { importFindings } from "./check/imports.mjs";
import { sizeFindings } from "./check/sizes.mjs";
import { lengthFindings, textFindings, unsafeFindings } from "./check/sources.mjs";

const kRoot = fileURLToPath(new URL("..", import.meta.url));
const kFolders = ["src", "scripts", "tests"];
const kMade = new Set(["src/api/schema.d.ts"]);

/** All source files as { path, text }, paths from web/. */
function sources() {
  const out = [];
  for (const folder of kFolders.map((name) => join(kRoot, name)).filter(existsSync)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:tsx?|mjs|css)$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const path = relative(kRoot, file).replaceAll("\\", "/");
      if (!kMade.has(path)) out.push({ path, text: readFileSync(file, "utf8") });
    }
  }
  return out.toSorted((a, b) => a.path.localeCompare(b.path));
}

async function sourceFindings() {
  const files = sources();
  const tokens = files.find(({ path }) => path === "src/styles/tokens.css");
  return [
    ...files.flatMap(lengthFindings),
    ...files.flatMap(importFindings),
    ...files.flatMap(unsafeFindings),
    ...(await Promise.all(files.map(textFindings))).flat(),
    ...(tokens ? contrastFindings(tokens) : ["src/styles/tokens.css: is missing"]),
  ];
}

const sizes = process.argv.includes("--sizes");
const { findings, notes = [] } = sizes
  ? sizeFindings(join(kRoot, "dist"))
  : { findings: await sourceFindings() };
for (const line of notes) process.stdout.write(`${line}\n`);
for (const line of findings) process.stderr.write(`${line}\n`);
process.stdout.write(`${sizes ? "sizes" : "check"}: ${findings.length} findings\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

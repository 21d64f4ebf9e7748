// Flows: a real browser against the real program. They mostly wait, so two files run side by side, each with a browser and programs of its own.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folders = ["api", "app", "charts", "features", "i18n", "lib", "styles", "ui"];

export default defineConfig({
  root: here(".."),
  resolve: { alias: Object.fromEntries(folders.map((name) => [name, here(`../src/${name}`)])) },
  test: {
    environment: "node",
    include: ["tests/flows/**/*.flow.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

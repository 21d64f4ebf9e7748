// The build of the page: hashed assets below /assets/, pre-compressed, no request to any other host.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const kCompressed = /\.(js|css|svg|json)$/;
const kFolders = ["api", "app", "charts", "features", "i18n", "lib", "styles", "ui"];
const alias = Object.fromEntries(kFolders.map((folder) => [folder, here(`./src/${folder}`)]));

/** Writes x.br and x.gz beside each asset, so that the server compresses nothing at run time. */
function precompress(): Plugin {
  let folder = "";
  return {
    name: "kith-precompress",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir, "assets");
    },
    closeBundle() {
      for (const name of readdirSync(folder).filter((name) => kCompressed.test(name))) {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

const server = process.env.KITH_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [precompress()],
  resolve: { alias },
  build: {
    target: "es2022",
    outDir: "dist",
    manifest: true, // scripts/check.mjs --sizes reads it
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    cssCodeSplit: false, // one file of 14 kB packs better than forty, and no screen waits for its own
    cssTarget: ["chrome125", "firefox128", "safari18"],
    rolldownOptions: {
      output: {
        // features/people/Screen.tsx becomes people-HASH.js
        chunkFileNames: ({ facadeModuleId, name }) => {
          const feature = facadeModuleId && /features\/(\w+)\/Screen\.tsx$/.exec(facadeModuleId);
          return `assets/${feature ? feature[1] : name}-[hash].js`;
        },
      },
      onLog: (level, log, print) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") print(level, log);
      },
    },
  },
  server: { proxy: { "/api": server, "/health": server } },
  test: {
    environment: "happy-dom",
    testTimeout: 30_000, // a machine that builds meanwhile
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
    setupFiles: [here("./tests/support/setup.ts")],
    css: { modules: { classNameStrategy: "non-scoped" } },
    coverage: { include: ["src/lib/**", "src/api/**"] },
  },
});

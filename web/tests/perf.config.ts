// Budgets of the page, measured in a real browser: ./dev bench web
import { defineConfig } from "vitest/config";
import flows from "./flows.config";

export default defineConfig({
  ...flows,
  test: {
    ...flows.test,
    include: ["tests/perf/**/*.perf.ts"],
    maxWorkers: 1, // nothing beside what is measured
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

// The pictures of the README, made from the demo archive: vitest run --config tests/pictures.config.ts
import { defineConfig } from "vitest/config";
import flows from "./flows.config";

export default defineConfig({
  ...flows,
  test: { ...flows.test, include: ["tests/pictures/**/*.pictures.ts"] },
});

import { defineConfig } from "vitest/config";

const SPEED = "tests/page/speed.test.ts";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "portal", include: ["tests/**/*.test.ts"], exclude: [SPEED] } },
      // After the others: it measures.
      { extends: true, test: { name: "speed", include: [SPEED], sequence: { groupOrder: 1 } } },
    ],
  },
});

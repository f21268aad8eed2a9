import { defineConfig } from "vitest/config";

const CONSUMERS = "tests/consumers/**/*.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "package",
          include: ["tests/**/*.test.ts"],
          exclude: [CONSUMERS],
          testTimeout: 30_000,
        },
      },
      // One at a time: each builds with all processors, and two measure.
      { test: { name: "consumers", include: [CONSUMERS], fileParallelism: false, testTimeout: 180_000 } },
    ],
  },
});

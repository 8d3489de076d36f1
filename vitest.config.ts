import { defineConfig } from 'vitest/config';

const withDatabase = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...withDatabase },
      },
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...withDatabase } },
    ],
  },
});

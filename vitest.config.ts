import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const withDatabase = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

// The one build of graphql that Node gives the service and its libraries: Vite would take another for the tests, and
// graphql refuses what a second copy of it has made.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/**
 * Tests of what lies below any executor, or in processes of their own: what is seen, counted and told is decided by repositories,
 * and test/integration/compiled-queries and random-operations hold the answers of both executors together.
 */
const belowExecutors = new RegExp(
  `/(${[
    'alerts',
    'alerts-that-end',
    'alerts-that-last',
    'analytics',
    'analytics-statements',
    'authors',
    'brand-quotes',
    'brand-mutations',
    'brand-sheets',
    'connections-under-change',
    'exports',
    'feed-health',
    'fold-plans',
    'pages-by-brands',
    'pairs-while-folding',
    'pipeline-documents',
    'plans',
    'refresh-process',
    'related-reports',
    'report-counts',
    'rereading',
    'rollups',
    'rule-preview-agrees',
    'rule-preview-plan',
    'slow-statements',
    'stories',
    'story-copies',
    'tenant-matrix',
    'trend-sources',
    'typed-client',
  ].join('|')})[.]test[.]ts$`,
);

export default defineConfig({
  resolve,
  test: {
    maxWorkers: 2,
    // The files of a worker share its modules: loading the service anew for each of them takes longer than many tests.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 120_000 } },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...withDatabase },
      },
      {
        extends: true,
        test: {
          name: 'graphql-js',
          include: withEitherExecutor(),
          env: { TEST_EXECUTOR: 'graphql-js' },
          ...withDatabase,
        },
      },
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...withDatabase } },
    ],
  },
});

/** The tests that ask an API in their own process, and so can ask the other executor too; those that ask both do it anyway. */
function withEitherExecutor(): string[] {
  const folder = 'test/integration';
  return readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => {
      const text = readFileSync(path, 'utf8');
      return text.includes("'../support/api.ts'") && !text.includes('withTwin') && !belowExecutors.test(path);
    });
}

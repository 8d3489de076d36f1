// The checks beside the tests, one a line: `npm run check`. Ends with code 1 when one fails.
import { spawnSync } from 'node:child_process';

const generated = ['src/api/generated', 'test/operations/generated'];

const checks = [
  ['types', 'tsc --noEmit && tsc -p tsconfig.web.json'],
  ['lint and format', 'biome ci --error-on-warnings .'],
  ['import rules', 'depcruise src --config .dependency-cruiser.cjs'],
  ['brand catalogue', 'tsx scripts/check-catalogue.ts'],
  ['calendar', 'tsx scripts/check-calendar.ts'],
  [
    'generated code is fresh',
    `graphql-codegen --config codegen.yml --silent && git diff --exit-code --stat -- ${generated.join(' ')}`,
  ],
  ['schema contract', 'vitest run --project contract'],
];

const failed = checks.filter(([name, command]) => {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', '-c', command], { encoding: 'utf8' });
  console.log(`${status === 0 ? 'passed' : 'FAILED'}  ${name}`);
  if (status !== 0) console.log(`${stdout}${stderr}`);
  return status !== 0;
});
console.log(`checks: ${checks.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

// The checks beside the tests, one a line: `npm run check`. Ends with code 1 when one fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

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

/** One after the other, beside the contract, which takes about as long; code is generated when nobody reads it. */
const beside = new Set(['schema contract']);
const last = new Set(['generated code is fresh']);
const inTurn = async (some) => {
  const failed = [];
  for (const check of some) if (!(await passes(check))) failed.push(check);
  return failed;
};
const rest = checks.filter(([name]) => !beside.has(name) && !last.has(name));
const failed = [
  ...(await Promise.all([inTurn(rest), inTurn(checks.filter(([name]) => beside.has(name)))])).flat(),
  ...(await inTurn(checks.filter(([name]) => last.has(name)))),
];
console.log(`checks: ${checks.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

async function passes([name, command]) {
  const child = spawn('npx', ['--no-install', '-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, [code]] = await Promise.all([outputOf(child), once(child, 'close')]);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name}`);
  if (code !== 0) console.log(output);
  return code === 0;
}

async function outputOf({ stdout, stderr }) {
  const texts = await Promise.all([text(stdout), text(stderr)]);
  return texts.join('');
}

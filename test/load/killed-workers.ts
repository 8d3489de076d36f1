// Whether anything is lost or stored twice when workers are killed: `npx tsx test/load/killed-workers.ts [seed]`. Three
// `ingest --watch`, built, over 100 feeds of 50 entries, in an embedded Postgres of its own; 50 times one of them, at a random
// moment, is ended by SIGKILL and replaced. Prints what was found; exits with 1 when it is not exactly what was to come.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/platform/log.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { buildServer } from '../support/builds.ts';
import { faultsOf, killWorkers } from '../support/killed-workers.ts';
import { killPrograms } from '../support/programs.ts';

await buildServer();
const seed = Number(process.argv[2] ?? 1);
const log = createLog('warn', 'bench');
const folder = await mkdtemp(join(tmpdir(), 'fh-killed-'));
const postgres = await startEmbeddedPostgres(folder, log);
try {
  await migrate(postgres.url, log);
  const start = performance.now();
  const verdict = await killWorkers(
    {
      seed,
      kills: 50,
      workers: 3,
      feeds: 100,
      entries: 50,
      mostMsBetweenKills: 4_000,
      isHasty: false,
    },
    postgres.url,
    (line) => console.log(line),
  );
  console.table({ ...verdict, seconds: Math.round((performance.now() - start) / 1000) });
  const faults = faultsOf(verdict);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  killPrograms();
  await postgres.release();
  await rm(folder, { recursive: true, force: true });
}

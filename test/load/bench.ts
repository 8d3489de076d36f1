import { parseArgs } from 'node:util';
import { createLog } from '../../src/platform/log.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { loadTenants } from './bench/load.ts';

const { values } = parseArgs({ options: { reports: { type: 'string' }, data: { type: 'string' } } });
const log = createLog('warn', 'bench');
const postgres = await startEmbeddedPostgres(values.data!, log, { fsync: 'off' });
try {
  await migrate(postgres.url, log);
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  console.time('load');
  console.log(await loadTenants(postgres.url, storage, values.reports!.split(',').map(Number)));
  console.timeEnd('load');
  await storage.close();
} finally {
  await postgres.release();
}

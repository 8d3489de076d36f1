// A process that uses the embedded Postgres of the folder it is given: it prints the server's address as one line,
// holds on to it, and releases it when its standard input ends. Its log goes to standard error.
import { createLog } from '../../src/platform/log.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres(dataDir, createLog('debug', 'postgres-user'), { fsync: 'on' });
process.stdout.write(`${server.url}\n`);
process.stdin.on('end', () => void server.release()).resume();

// A process that migrates the database it is given, and prints the names of the migrations it applied, as JSON.
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';

const [url = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await migrate(url, createLog('info', 'migrate-once'))));

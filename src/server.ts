import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createApi } from './api/http-server.ts';
import { readConfigOrExit } from './config.ts';
import { launchDemo } from './demo/launch.ts';
import { badInput } from './model/errors.ts';
import { listen } from './platform/listen.ts';
import { createLog } from './platform/log.ts';
import { runProcess } from './platform/run.ts';
import { openStorage } from './storage/open.ts';
import { isDatabaseUnavailable } from './storage/unavailable.ts';
import { welcome } from './welcome.ts';

const config = readConfigOrExit();
const log = createLog(config.logLevel, 'api');
const statementTimeoutMs = 10_000;

await runProcess(log, async (shutdown) => {
  const options = readOptions();
  const stopped = once(shutdown.signal, 'abort');
  shutdown.listen();

  const { storage, close } = await openStorage({ ...config.database, dataDir: config.dataDir }, log, {
    statementTimeoutMs,
  });
  shutdown.add('database', close);

  const isDemoWanted = !options['no-demo'] && (await storage.tenants.isDemoWanted());
  const demo = isDemoWanted ? await launchDemo(shutdown.signal) : null;
  if (demo) shutdown.add('demo', demo.close);
  if (shutdown.signal.aborted) return 0;

  const api = await createApi({ storage, log, isUnavailable: isDatabaseUnavailable });
  shutdown.add('api', api.close);
  const url = await listen(api.server, config.http);
  log.info({ url }, 'the API is listening');
  process.stdout.write(welcome(url, demo?.key ?? null));

  await stopped;
  return 0;
});

function readOptions() {
  try {
    return parseArgs({ options: { 'no-demo': { type: 'boolean' } } }).values;
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw badInput(`${fault}\nusage: npm start [-- --no-demo]`);
  }
}

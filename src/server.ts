import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createApi } from './api/http-server.ts';
import { readConfigOrExit } from './config.ts';
import { launchDemo } from './demo/launch.ts';
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
  const { values: options } = parseArgs({ options: { 'no-demo': { type: 'boolean' } } });
  const stopped = once(shutdown.signal, 'abort');
  shutdown.listen();

  const { storage, close } = await openStorage(
    { ...config.database, dataDir: config.dataDir },
    log,
    statementTimeoutMs,
  );
  shutdown.add('database', close);

  const demo = options['no-demo'] || !(await storage.tenants.isDemoWanted()) ? null : await launchDemo();
  if (demo) shutdown.add('demo', demo.close);

  const api = await createApi({ storage, log, isUnavailable: isDatabaseUnavailable });
  shutdown.add('api', api.close);
  const url = await listen(api.server, config.http);
  log.info({ url }, 'the API is listening');
  process.stdout.write(welcome(url, demo?.key ?? null));

  await stopped;
  return 0;
});

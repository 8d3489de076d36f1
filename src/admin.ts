import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { adminCommands, usage } from './admin/commands.ts';
import { readConfigOrExit } from './config.ts';
import { badInput, CodedError } from './model/errors.ts';
import { createLog } from './platform/log.ts';
import { runProcess } from './platform/run.ts';
import { openStorage } from './storage/open.ts';

const config = readConfigOrExit();
// Someone at a terminal wants the answer, not how the database was opened.
const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 'admin');
const asJson = process.argv.includes('--json');
const unexpected = { code: 'INTERNAL', message: 'Something unexpected failed; the log tells what.' };

await runProcess(log, async (shutdown) => {
  try {
    const { words, options } = readCommandLine();
    const command = adminCommands.find(
      ({ name }) => name === words.slice(0, name.split(' ').length).join(' '),
    );
    if (options.help) {
      process.stdout.write(`${asJson ? JSON.stringify({ usage: usage() }) : usage()}\n`);
      return 0;
    }
    if (!command) {
      const what = words.length === 0 ? 'A command is needed.' : `There is no command "${words.join(' ')}".`;
      throw badInput(`${what}\n\n${usage()}`);
    }
    const operands = words.slice(command.name.split(' ').length);
    if (operands.length !== command.operands.length) {
      throw badInput(
        `Write it as: npm run admin -- ${command.name} ${command.operands.join(' ')} ${command.options}`,
      );
    }
    const { storage, close } = await openStorage({ ...config.database, dataDir: config.dataDir }, log);
    shutdown.add('database', close);
    const answer = await command.run(storage, operands, {
      ...options,
      now: new Date(),
      showProgress,
      retention: config.retention,
      readFile: readText,
    });
    process.stdout.write(`${asJson ? JSON.stringify(answer.json) : answer.text}\n`);
    return answer.isFailure ? 1 : 0;
  } catch (error) {
    if (!asJson) throw error;
    const isExpected = error instanceof CodedError;
    if (!isExpected) log.fatal({ err: error }, 'unexpected failure');
    const { code, message } = isExpected ? error : unexpected;
    process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
    return 1;
  }
});

/** A bar on a terminal, lines elsewhere; beside the answer, which may be read by a program. */
function showProgress(of: string) {
  if (!process.stderr.isTTY) {
    return (done: number, total: number) => void process.stderr.write(`${of}: ${done} of ${total}\n`);
  }
  const bar = new SingleBar({ format: `${of} {bar} {value}/{total}`, barsize: 24 }, Presets.shades_classic);
  return (done: number, total: number) => {
    if (!bar.isActive) bar.start(total, 0);
    bar.update(done);
    if (done === total) bar.stop();
  };
}

function readCommandLine() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        slug: { type: 'string' },
        admin: { type: 'string' },
        role: { type: 'string' },
        label: { type: 'string' },
        user: { type: 'string' },
        pages: { type: 'string' },
        interval: { type: 'string' },
        state: { type: 'string' },
        tenant: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return { words: positionals, options: values };
  } catch (error) {
    throw badInput(`${error instanceof Error ? error.message : String(error)}\n\n${usage()}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw badInput(
      `The file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the demo remembers from one start to the next. */
export interface DemoState {
  /** A key of the tenant `demo`. */
  key: string;
  /** The port that stands in the addresses of its feeds and articles. */
  port: number;
}

const fileName = 'demo.json';
const form = z.object({ key: z.string(), port: z.number().int() });

/** What was remembered in a data folder; null when there is nothing that can be used. */
export async function readDemoState(dataDir: string): Promise<DemoState | null> {
  try {
    return form.parse(JSON.parse(await readFile(join(dataDir, fileName), 'utf8')));
  } catch {
    return null;
  }
}

/** Remembers, readable for the owner alone. */
export async function writeDemoState(dataDir: string, state: DemoState): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, fileName), `${JSON.stringify(state)}\n`, { mode: 0o600 });
}

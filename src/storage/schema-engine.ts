import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** A script that the database did not take, with its own words for why: the engine has other words for many errors. */
export interface Refusal {
  script: string;
  reason: string;
}

/**
 * Does `work` with Prisma's schema engine, the one behind `prisma migrate`, connected to a database. It is the
 * WebAssembly build, so nothing is downloaded and nothing is started.
 * @param onRefusal called for each script that the database refuses, before the engine fails for it
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
  onRefusal: (refusal: Refusal) => void = () => {},
): Promise<T> {
  await loadEngine();
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, onRefusal));
  const datamodels: [string, string][] = [['schema.prisma', 'datasource db { provider = "postgresql" }']];
  try {
    const engine = await engineModule.SchemaEngine.new({ datamodels }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, also at those in comments, strings and function bodies, and runs
 * the pieces one by one. Sent whole, PostgreSQL cuts it itself, and runs it as one transaction.
 */
class WholeScripts extends PrismaPg {
  constructor(
    pool: pg.Pool,
    private readonly onRefusal: (refusal: Refusal) => void,
  ) {
    super(pool);
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      try {
        // Without parameters, a text of several statements may be sent at once.
        await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
      } catch (error) {
        const refused = error instanceof DriverAdapterError ? error.cause.originalMessage : undefined;
        if (refused !== undefined) this.onRefusal({ script, reason: refused });
        throw error;
      }
    };
    return adapter;
  }
}

/** The part used here of what Node has, and TypeScript describes for browsers only. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loading: Promise<void> | undefined;

/** The engine's module holds one instance for the whole process. */
function loadEngine(): Promise<void> {
  loading ??= instantiate();
  return loading;
}

async function instantiate(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const code = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': withoutLingeringTimers(),
  });
  engineModule.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: begin } = instance.exports;
  if (typeof begin !== 'function')
    throw new Error('The schema engine of Prisma has changed how it is started.');
  begin();
}

/** The engine limits its wait for a lock by a timer of 10 s that it never clears: it must not keep a process alive. */
function withoutLingeringTimers(): Record<string, unknown> {
  const setTimer = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  const functions = Object.entries(engineModule).map(([name, own]) => [
    name,
    name.startsWith('__wbg_setTimeout_') ? setTimer : own,
  ]);
  return Object.fromEntries(functions);
}

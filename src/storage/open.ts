import { CodedError } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';
import { catalogue } from './catalogue/catalogue.ts';
import type { DatabaseOptions } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { Storage } from './storage.ts';
import { isDatabaseUnavailable } from './unavailable.ts';

/** Where the database is. */
export interface StoragePlace {
  /** Null: the embedded Postgres, in `dataDir`. */
  url: string | null;
  replicaUrl: string | null;
  dataDir: string;
}

/** An open, migrated database. */
export interface OpenStorage {
  storage: Storage;
  /** Ends the connections and, when this was its last user, the embedded Postgres. */
  close(): Promise<void>;
}

/**
 * Opens the database that a place names, starting the embedded one if it names none, and brings its tables and the
 * brand catalogue up to date. Any number of processes may do so at once.
 *
 * @throws {CodedError} UNAVAILABLE when it cannot be opened, with the reason in words
 */
export async function openStorage(
  { url, replicaUrl, dataDir }: StoragePlace,
  log: Log,
  options: Pick<DatabaseOptions, 'connections' | 'statementTimeoutMs' | 'onStatement'> = {},
): Promise<OpenStorage> {
  const embedded = url === null ? await startEmbeddedPostgres(dataDir, log) : null;
  const storageUrl = embedded?.url ?? url ?? '';
  try {
    await migrate(storageUrl, log);
    const storage = new Storage({ url: storageUrl, replicaUrl, log, ...options });
    const changed = await storage.writeCatalogue(catalogue);
    if (changed > 0) log.info({ brands: changed }, 'brought the brand catalogue up to date');
    return {
      storage,
      close: async () => {
        await storage.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw refusedConnection(error) ? cannotBeUsed(storageUrl, error) : error;
  }
}

/** SQLSTATEs of a login or database that is not there, and the name of a server that is not. */
const refusals = new Set(['28P01', '28000', '3D000', 'ENOTFOUND', 'EAI_AGAIN']);

function refusedConnection(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof CodedError) return false;
  return isDatabaseUnavailable(error) || ('code' in error && refusals.has(String(error.code)));
}

function cannotBeUsed(url: string, error: Error): CodedError {
  const { host, pathname } = new URL(url);
  return new CodedError(
    'UNAVAILABLE',
    `The database ${host}${pathname} cannot be used: ${error.message}. Check DATABASE_URL, and that the server runs.`,
  );
}

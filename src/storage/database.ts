import { PrismaPg } from '@prisma/adapter-pg';
import type { Log } from '../platform/log.ts';
import { Prisma, PrismaClient } from './prisma/client.ts';

export { Prisma };

/** What runs a statement: the client, or a transaction of it. */
export type Statements = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>;

/** How a database is opened. */
export interface DatabaseOptions {
  url: string;
  /** A server for reads that may lag behind; null: reads go to `url` too. */
  replicaUrl: string | null;
  log: Log;
  /** Connections to each server. */
  connections?: number;
  /** A statement that runs longer is ended by the server; in milliseconds. */
  statementTimeoutMs?: number;
  /** Called for every statement that was sent, with its text. */
  onStatement?: (statement: string) => void;
}

/** Statements slower than this are logged, in milliseconds. */
const slowStatementMs = 500;

/** The connections of one process. */
export class Database {
  /** For writes, and for reads that must not lag. */
  readonly writer: PrismaClient;
  /** For all other reads. */
  readonly reader: PrismaClient;

  constructor(options: DatabaseOptions) {
    this.writer = connect(options.url, options);
    this.reader = options.replicaUrl === null ? this.writer : connect(options.replicaUrl, options);
  }

  /** Ends the connections, after the statements under way. */
  async close(): Promise<void> {
    await this.writer.$disconnect();
    if (this.reader !== this.writer) await this.reader.$disconnect();
  }
}

function connect(url: string, options: DatabaseOptions): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.connections ?? 10,
      connectionTimeoutMillis: 5_000,
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      application_name: 'fashion-hunting',
      // The adapter writes and reads times without their zone.
      options: '-c TimeZone=UTC',
    },
    {
      onPoolError: (error) => options.log.warn({ error: error.message }, 'a database connection was lost'),
      onConnectionError: (error) =>
        options.log.warn({ error: error.message }, 'a database connection was lost'),
    },
  );
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  client.$on('query', ({ query, duration }) => {
    options.onStatement?.(query);
    if (duration > slowStatementMs) options.log.warn({ statement: query, ms: duration }, 'slow statement');
  });
  return client;
}

/** Gives a statement its name, as a comment that pg_stat_statements and the logs show. */
export function named(name: string, statement: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(`/* ${name} */ `)}${statement}`;
}

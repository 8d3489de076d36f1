import { z } from 'zod';
import { type LogLevel, logLevels } from './platform/log.ts';

/** Everything the environment may say, parsed; nothing else in the service reads `process.env`. */
export interface Config {
  /** Where the API listens. */
  http: { host: string; port: number };
  /** `url` null: the embedded Postgres in `dataDir` is used. `replicaUrl` null: reads go to the same server. */
  database: { url: string | null; replicaUrl: string | null };
  /** Null: caches live in the process's memory. */
  redisUrl: string | null;
  /** Folder of the embedded Postgres and of the demo's key. */
  dataDir: string;
  logLevel: LogLevel;
  ingestion: {
    /** Hosts (`name`, `name:port` or an address) that may be private; everything else private is refused. */
    hostAllowlist: string[];
    /** Feeds read at the same time. */
    feedsAtOnce: number;
    /** Requests under way to one site, and to all of them. */
    requestsPerSite: number;
    requestsAtOnce: number;
    /** Worker threads that parse pages. */
    pageWorkers: number;
    /** Sent to every site; an operator adds an address where a site can complain. */
    userAgent: string;
  };
  /** The port on which the demo's own press is served. */
  demoPressPort: number;
}

/** The environment is unusable; `message` names every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = wholeNumber(1, 65_535);
const postgresUrl = url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database');
const redisUrl = url(['redis:', 'rediss:'], 'redis://host:6379');

const environment = z
  .object({
    PORT: port.default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_REPLICA_URL: postgresUrl.optional(),
    REDIS_URL: redisUrl.optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    LOG_LEVEL: z.enum(logLevels, { error: `allowed: ${logLevels.join(', ')}` }).default('info'),
    FEED_HOST_ALLOWLIST: z
      .string()
      .default('')
      .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
      .transform((hosts) => hosts.filter((host) => host !== ''))
      .refine((hosts) => hosts.every((host) => !/[/\s]/.test(host)), {
        error: 'allowed: host names or addresses, each with :port if wanted, separated by commas',
      }),
    FEEDS_AT_ONCE: wholeNumber(1, 50).default(8),
    REQUESTS_PER_SITE: wholeNumber(1, 100).default(6),
    REQUESTS_AT_ONCE: wholeNumber(1, 1000).default(32),
    PAGE_WORKERS: wholeNumber(1, 64).default(2),
    USER_AGENT: z.string().min(1).default('FashionHunting/0.1 (feed reader)'),
    DEMO_PRESS_PORT: port.default(4010),
  })
  .refine((values) => values.DATABASE_REPLICA_URL === undefined || values.DATABASE_URL !== undefined, {
    path: ['DATABASE_REPLICA_URL'],
    error: 'allowed: only together with DATABASE_URL, whose replica it is',
  });

/**
 * Reads the environment; an empty variable counts as absent.
 *
 * @throws {ConfigError} naming every faulty variable, its value and what is allowed
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => faultInWords(issue, given)).join('\n'));
  }
  const values = parsed.data;
  return {
    http: { host: values.HOST, port: values.PORT },
    database: { url: values.DATABASE_URL ?? null, replicaUrl: values.DATABASE_REPLICA_URL ?? null },
    redisUrl: values.REDIS_URL ?? null,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    ingestion: {
      hostAllowlist: values.FEED_HOST_ALLOWLIST,
      feedsAtOnce: values.FEEDS_AT_ONCE,
      requestsPerSite: values.REQUESTS_PER_SITE,
      requestsAtOnce: values.REQUESTS_AT_ONCE,
      pageWorkers: values.PAGE_WORKERS,
      userAgent: values.USER_AGENT,
    },
    demoPressPort: values.DEMO_PRESS_PORT,
  };
}

/** As {@link readConfig}, for entrypoints: faults are printed to standard error and the process ends with code 2. */
export function readConfigOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The environment cannot be used:\n${error.message}\n`);
    process.exit(2);
  }
}

function faultInWords(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const variable = String(issue.path[0]);
  return `  ${variable}=${masked(given[variable] ?? '')}: ${issue.message}`;
}

/** Passwords in URLs stay out of messages and logs. */
function masked(value: string): string {
  return value.replace(/(:\/\/[^:/@]*):.*@/, '$1:***@');
}

function wholeNumber(least: number, most: number) {
  const allowed = `allowed: a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, { error: allowed })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: allowed });
}

function url(schemes: string[], example: string) {
  return z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `allowed: an address like ${example}`,
  });
}

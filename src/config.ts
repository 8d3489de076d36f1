import { z } from 'zod';
import type { TokenOptions } from './api/jwt.ts';
import { type ApiLimits, usualLimits } from './api/limits/limits.ts';
import type { SecondLookOptions } from './ingestion/enrich/language-model/second-look.ts';
import type { Retention } from './model/retention.ts';
import { type LogLevel, logLevels } from './platform/log.ts';
import type { BucketLimits } from './platform/token-bucket.ts';

/** Everything the environment may say, parsed; nothing else in the service reads `process.env`. */
export interface Config {
  /** Where the API listens. */
  http: { host: string; port: number };
  /** Where health and metrics are served, which the public must not reach; `port` null: nowhere. */
  operations: { host: string; port: number | null };
  /** The same for `ingest --watch`. */
  ingestOperations: { host: string; port: number | null };
  api: {
    limits: ApiLimits;
    /** Null: on for `npm start`'s demo and in development, off in production. */
    introspection: boolean | null;
    playground: boolean | null;
    /** Origins whose pages may ask from a browser. */
    corsOrigins: string[];
    executor: 'graphql-jit' | 'graphql-js';
    /** The address by which clients reach the API; null: where it listens. */
    publicUrl: string | null;
    /** A file of the only documents that are answered; null: all are. */
    trustedDocuments: string | null;
    /** How analytics answers are kept; `isReported` null: answers say so in development. */
    answers: { freshMs: number; graceMs: number; charactersInMemory: number; isReported: boolean | null };
    /** For so long a client may use the answer to a GET without asking again, in seconds. */
    maxAge: number;
    /** Between readiness turning and the port closing, so that nobody is sent here any more; in milliseconds. */
    shutdownDelayMs: number;
  };
  /** Whether the process runs for development. */
  isDevelopment: boolean;
  auth: {
    /** Whose tokens are accepted beside keys; null: nobody's. */
    jwt: TokenOptions | null;
  };
  /** Points that each tenant may spend on queries: at once, and in the long run. */
  rateLimit: BucketLimits;
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
    /** A language model that looks at articles again; null: none does. */
    languageModel: SecondLookOptions | null;
    /** Sent to every site, with an address where its owner can complain if there is one. */
    userAgent: string;
  };
  /** What is kept of the service's own work; older than this, it is pruned every night. */
  retention: Retention;
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
const points = wholeNumber(1, 1_000_000_000).default(60_000);
/** One of these alone says nothing. */
const authVariables = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

const environment = z
  .object({
    PORT: port.default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    OPERATIONS_PORT: portOrOff().default(4001),
    OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
    INGEST_OPERATIONS_PORT: portOrOff().default(null),
    NODE_ENV: z.string().default('production'),
    LIMIT_PAGE_SIZE: limit(1, 1_000, usualLimits.pageSize),
    LIMIT_DEPTH: limit(1, 100, usualLimits.depth),
    LIMIT_TOKENS: limit(100, 100_000, usualLimits.tokens),
    LIMIT_ALIASES: limit(1, 1_000, usualLimits.aliases),
    LIMIT_DIRECTIVES: limit(0, 1_000, usualLimits.directives),
    LIMIT_COST: limit(100, 10_000_000, usualLimits.cost),
    LIMIT_BODY_KB: limit(1, 10_240, usualLimits.bodyBytes / 1024),
    LIMIT_BATCH: limit(0, 10, usualLimits.batch),
    LIMIT_REQUEST_SECONDS: limit(1, 300, usualLimits.requestMs / 1000),
    LIMIT_UNREAD_SECONDS: limit(1, 3_600, usualLimits.unreadMs / 1000),
    LIMIT_SUBSCRIPTIONS: limit(1, 100_000, usualLimits.subscriptions),
    INTROSPECTION: onOrOff().optional(),
    PLAYGROUND: onOrOff().optional(),
    CORS_ORIGINS: origins(),
    EXECUTOR: z
      .enum(['graphql-jit', 'graphql-js'], { error: 'allowed: graphql-jit, graphql-js' })
      .default('graphql-jit'),
    PUBLIC_URL: url(['http:', 'https:'], 'https://press.example').optional(),
    TRUSTED_DOCUMENTS: z.string().min(1).optional(),
    ANSWER_FRESH_SECONDS: wholeNumber(1, 86_400).default(300),
    ANSWER_GRACE_SECONDS: wholeNumber(0, 86_400).default(60),
    ANSWER_MEMORY_MB: wholeNumber(1, 10_000).default(20),
    ANSWER_REPORT: onOrOff().optional(),
    GET_MAX_AGE_SECONDS: wholeNumber(0, 86_400).default(0),
    SHUTDOWN_DELAY_MS: wholeNumber(0, 60_000).default(500),
    AUTH_JWKS_URL: jwksUrl().optional(),
    AUTH_ISSUER: z.string().optional(),
    AUTH_AUDIENCE: z.string().optional(),
    AUTH_TENANT_CLAIM: z.string().default('tenant'),
    AUTH_ROLE_CLAIM: z.string().default('role'),
    AUTH_EMAIL: z
      .enum(['required', 'optional'], { error: 'allowed: required, optional' })
      .default('required'),
    RATE_LIMIT_BURST: points,
    RATE_LIMIT_PER_MINUTE: points,
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
    KEEP_EXECUTIONS_DAYS: wholeNumber(1, 3650).default(90),
    KEEP_FETCHES_DAYS: wholeNumber(1, 3650).default(400),
    KEEP_ALERTS_DAYS: wholeNumber(1, 3650).default(400),
    KEEP_DELIVERIES_DAYS: wholeNumber(1, 3650).default(90),
    LLM_BASE_URL: url(['https:', 'http:'], 'https://llm.example/v1').optional(),
    LLM_MODEL: z.string().min(1).optional(),
    LLM_API_KEY: z.string().min(1).optional(),
    LLM_CALLS_PER_RUN: wholeNumber(1, 1_000_000).default(200),
    LLM_TOKENS_PER_RUN: wholeNumber(1, 1_000_000_000).default(2_000_000),
    LLM_CALLS_AT_ONCE: wholeNumber(1, 100).default(2),
    LLM_TIMEOUT_SECONDS: wholeNumber(1, 300).default(20),
    CONTACT_URL: url(['https:', 'http:', 'mailto:'], 'https://press.example/robot').optional(),
    USER_AGENT: z.string().min(1).optional(),
    DEMO_PRESS_PORT: port.default(4010),
  })
  .refine((values) => values.DATABASE_REPLICA_URL === undefined || values.DATABASE_URL !== undefined, {
    path: ['DATABASE_REPLICA_URL'],
    error: 'allowed: only together with DATABASE_URL, whose replica it is',
  })
  .superRefine(
    (values, faults) => {
      const modelVariables = ['LLM_BASE_URL', 'LLM_MODEL'] as const;
      const unset = modelVariables.filter((variable) => values[variable] === undefined);
      if (unset.length === 1 || (unset.length === 2 && values.LLM_API_KEY !== undefined)) {
        for (const variable of unset) {
          faults.addIssue({
            code: 'custom',
            path: [variable],
            message: 'needed: LLM_BASE_URL and LLM_MODEL are set together, and LLM_API_KEY only with them',
          });
        }
      }
      const missing = authVariables.filter((variable) => values[variable] === undefined);
      if (missing.length === authVariables.length) return;
      for (const variable of missing) {
        faults.addIssue({
          code: 'custom',
          path: [variable],
          message: `needed: ${authVariables.join(', ')} are set together, or none of them`,
        });
      }
    },
    // Also when others are faulty: every fault is reported at once.
    { when: () => true },
  );

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
    operations: { host: values.OPERATIONS_HOST, port: values.OPERATIONS_PORT },
    ingestOperations: { host: values.OPERATIONS_HOST, port: values.INGEST_OPERATIONS_PORT },
    isDevelopment: values.NODE_ENV !== 'production',
    api: {
      limits: {
        pageSize: values.LIMIT_PAGE_SIZE,
        depth: values.LIMIT_DEPTH,
        tokens: values.LIMIT_TOKENS,
        aliases: values.LIMIT_ALIASES,
        directives: values.LIMIT_DIRECTIVES,
        cost: values.LIMIT_COST,
        bodyBytes: values.LIMIT_BODY_KB * 1024,
        batch: values.LIMIT_BATCH,
        requestMs: values.LIMIT_REQUEST_SECONDS * 1000,
        unreadMs: values.LIMIT_UNREAD_SECONDS * 1000,
        subscriptions: values.LIMIT_SUBSCRIPTIONS,
      },
      introspection: values.INTROSPECTION ?? null,
      playground: values.PLAYGROUND ?? null,
      corsOrigins: values.CORS_ORIGINS,
      executor: values.EXECUTOR,
      publicUrl: values.PUBLIC_URL ?? null,
      trustedDocuments: values.TRUSTED_DOCUMENTS ?? null,
      answers: {
        freshMs: values.ANSWER_FRESH_SECONDS * 1000,
        graceMs: values.ANSWER_GRACE_SECONDS * 1000,
        charactersInMemory: values.ANSWER_MEMORY_MB * 1_000_000,
        isReported: values.ANSWER_REPORT ?? null,
      },
      maxAge: values.GET_MAX_AGE_SECONDS,
      shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    },
    auth: { jwt: tokenOptions(values) },
    rateLimit: {
      capacity: values.RATE_LIMIT_BURST,
      refillPerSecond: values.RATE_LIMIT_PER_MINUTE / 60,
    },
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
      languageModel: languageModel(values),
      userAgent: values.USER_AGENT ?? userAgent(values.CONTACT_URL ?? values.PUBLIC_URL),
    },
    retention: {
      executionDays: values.KEEP_EXECUTIONS_DAYS,
      fetchDays: values.KEEP_FETCHES_DAYS,
      alertDays: values.KEEP_ALERTS_DAYS,
      deliveryDays: values.KEEP_DELIVERIES_DAYS,
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

function userAgent(contact: string | undefined): string {
  return `FashionHunting/0.1 (feed reader${contact === undefined ? '' : `; +${new URL(contact).href}`})`;
}

function tokenOptions(values: z.infer<typeof environment>): TokenOptions | null {
  const { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = values;
  if (jwksUrl === undefined || issuer === undefined || audience === undefined) return null;
  const { AUTH_TENANT_CLAIM: tenantClaim, AUTH_ROLE_CLAIM: roleClaim } = values;
  const isEmailOptional = values.AUTH_EMAIL === 'optional';
  return { jwksUrl, issuer, audience, tenantClaim, roleClaim, isEmailOptional };
}

function languageModel(values: z.infer<typeof environment>): SecondLookOptions | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model } = values;
  if (baseUrl === undefined || model === undefined) return null;
  return {
    baseUrl,
    model,
    apiKey: values.LLM_API_KEY ?? null,
    timeoutMs: values.LLM_TIMEOUT_SECONDS * 1000,
    callsPerRun: values.LLM_CALLS_PER_RUN,
    tokensPerRun: values.LLM_TOKENS_PER_RUN,
    callsAtOnce: values.LLM_CALLS_AT_ONCE,
  };
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

function portOrOff() {
  const allowed = 'allowed: a whole number from 1 to 65535, or the word off';
  return z
    .string()
    .regex(/^(\d+|off)$/, { error: allowed })
    .transform((value) => (value === 'off' ? null : Number(value)))
    .refine((value) => value === null || (value >= 1 && value <= 65_535), { error: allowed });
}

function limit(least: number, most: number, usual: number) {
  return wholeNumber(least, most).default(usual);
}

function onOrOff() {
  return z.enum(['on', 'off'], { error: 'allowed: on, off' }).transform((value) => value === 'on');
}

function origins() {
  return z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine((all) => all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
      error: 'allowed: origins like https://desk.example, separated by commas',
    });
}

function jwksUrl() {
  return url(['https:', 'http:'], 'https://login.example/keys').refine(
    (value) => !URL.canParse(value) || new URL(value).username + new URL(value).password === '',
    { error: 'allowed: an address without a name and password, which keys that are public do not need' },
  );
}

function url(schemes: string[], example: string) {
  return z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `allowed: an address like ${example}`,
  });
}

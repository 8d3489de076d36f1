import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AnswerMetrics, type AnswersKept } from './answer-metrics.ts';
import { BoundedNames, otherName } from './bounded-names.ts';
import { type Content, ContentGauges } from './content-gauges.ts';
import { UpkeepMetrics, type UpkeepObserver } from './upkeep-metrics.ts';

/** How full the connections to a server are. */
export interface WatchedPool {
  total: number;
  idle: number;
  /** Callers that wait for a connection. */
  waiting: number;
}

/**
 * What happens in this process, counted for Prometheus. Every name becomes the value of a label, so it says what was
 * done and never for whom: no tenant, key, id or text. Each label tells {@link mostNames} names apart and counts the
 * rest as `other`. The methods need no `this`.
 */
export interface Metrics extends UpkeepObserver {
  /**
   * A GraphQL request was answered.
   *
   * @param operation the name its document gives it; null when it has none, or when the caller is not known and so may
   *   not take up a name
   * @param kind `query`, `mutation`, `subscription`; `none` when no operation could be read
   * @param code `OK`, or the code of its first error
   */
  requestAnswered(request: { operation: string | null; kind: string; code: string; ms: number }): void;
  /** A statement ran; `name` is the one that its SQL comment gives it. */
  statementRan(statement: { name: string; ms: number; failed: boolean }): void;
  /** A loader asked for `size` keys at once. */
  loaderBatch(batch: { loader: string; size: number }): void;
  /** A cache was asked, and had an answer or not. */
  cacheRead(read: { cache: string; hit: boolean }): void;
  /** Redis failed, or was late. */
  cacheFailed(): void;
  /** An analytics question was answered: out of the cache, out of it but stale, or not out of it. */
  answerGiven(given: { question: string; outcome: 'hit' | 'stale' | 'miss' }): void;
  /** The answer to a question was computed. */
  answerComputed(computed: { question: string; ms: number; failed: boolean }): void;
  /** Somebody waited for what somebody else computed. */
  answerAwaited(awaited: { ms: number }): void;
  /** Has shown how many answers this process keeps. Once a process. */
  watchAnswers(read: () => AnswersKept): void;
  /** A request was turned away because its caller had made too many. */
  rateLimited(): void;
  /** A subscription began. Each is to be closed once. */
  subscriptionOpened(): void;
  /** A subscription ended; `reason` is one of a few words of ours. */
  subscriptionClosed(reason: string): void;
  /** Has a pool's connections shown under a name; a pool that gives undefined is left out. */
  watchPool(name: string, read: () => WatchedPool | undefined): void;
  /**
   * Has the database's content shown, by a count that is made while Prometheus asks. Once a process.
   *
   * @param count over all tenants; when it fails or is late, these gauges are left out
   */
  watchContent(count: () => Promise<Content>): void;
  /** Everything, in Prometheus' text format. */
  text(): Promise<string>;
  /** The media type of {@link text}. */
  readonly contentType: string;
}

/** What {@link createMetrics} may be told. */
export interface MetricsOptions {
  /** In milliseconds, from any beginning. */
  now?: () => number;
  /** The content is counted no more often than this, in milliseconds. */
  contentEveryMs?: number;
  /** The content's count is waited for no longer than this, in milliseconds: Prometheus gives up after ten seconds. */
  contentPatienceMs?: number;
}

/** Names that each label tells apart. */
export const mostNames = 200;
/** Characters of an operation's name; the rest is cut off. */
const nameLength = 60;
const prefix = 'fashion_hunting_';

/** A request without a name of its own. */
const anonymous = 'anonymous';
/** What GraphQL allows as a name; `operationName` in a request can be anything. */
const graphqlName = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** From a page out of the cache to a statement that is about to be ended, in seconds. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const statementBuckets = [0.001, 0.0025, ...requestBuckets];
/** Up to a page of a hundred for each of ten lists. */
const batchBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Makes the metrics of a process, with those of Node itself: memory, CPU, handles and the delay of the event loop. */
export function createMetrics({
  now = () => performance.now(),
  contentEveryMs = 15_000,
  contentPatienceMs = 2_000,
}: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix });
  const described = (name: string, help: string) => ({
    name: `${prefix}${name}`,
    help,
    registers: [registry],
  });

  const requests = new Counter({
    ...described('requests_total', 'GraphQL requests answered, by operation and code.'),
    labelNames: ['operation', 'kind', 'code'],
  });
  const requestTime = new Histogram({
    ...described('request_duration_seconds', 'Time from a GraphQL request to its answer, by operation.'),
    labelNames: ['operation'],
    buckets: requestBuckets,
  });
  const statementTime = new Histogram({
    ...described('statement_duration_seconds', 'Time of an SQL statement, by the name in its comment.'),
    labelNames: ['statement'],
    buckets: statementBuckets,
  });
  const statementFailures = new Counter({
    ...described('statement_failures_total', 'SQL statements that failed.'),
    labelNames: ['statement'],
  });
  const batchSize = new Histogram({
    ...described('loader_batch_size', 'Keys that a loader asked for at once.'),
    labelNames: ['loader'],
    buckets: batchBuckets,
  });
  const cacheReads = new Counter({
    ...described('cache_reads_total', 'Reads of a cache, by whether it had an answer.'),
    labelNames: ['cache', 'outcome'],
  });
  const cacheFailures = new Counter(
    described('cache_failures_total', 'How often Redis failed or did not answer in time.'),
  );
  const turnedAway = new Counter(
    described('rate_limited_total', 'Requests turned away by the rate limiter.'),
  );
  const openSubscriptions = new Gauge(described('subscriptions_open', 'Subscriptions under way.'));
  const closedSubscriptions = new Counter({
    ...described('subscriptions_closed_total', 'Subscriptions that ended, by reason.'),
    labelNames: ['reason'],
  });
  const poolGauges = {
    total: new Gauge({
      ...described('pool_connections', 'Connections of a pool.'),
      labelNames: ['pool'],
    }),
    idle: new Gauge({
      ...described('pool_idle_connections', 'Connections of a pool that nobody uses.'),
      labelNames: ['pool'],
    }),
    waiting: new Gauge({
      ...described('pool_waiting', 'Callers that wait for a connection of a pool.'),
      labelNames: ['pool'],
    }),
  };

  const answers = new AnswerMetrics(registry, prefix, new BoundedNames(mostNames));
  const upkeep = new UpkeepMetrics(registry, prefix);

  const names = {
    operation: new BoundedNames(mostNames),
    kind: new BoundedNames(mostNames),
    code: new BoundedNames(mostNames),
    statement: new BoundedNames(mostNames),
    loader: new BoundedNames(mostNames),
    cache: new BoundedNames(mostNames),
    reason: new BoundedNames(mostNames),
  };
  const pools = new Map<string, () => WatchedPool | undefined>();
  let content: ContentGauges | null = null;

  const operationName = (name: string | null): string => {
    if (name === null || name === '') return anonymous;
    return graphqlName.test(name) ? names.operation.bound(name.slice(0, nameLength)) : otherName;
  };
  const updatePools = () => {
    for (const gauge of Object.values(poolGauges)) gauge.reset();
    for (const [pool, read] of pools) {
      const state = read();
      if (state === undefined) continue;
      poolGauges.total.set({ pool }, state.total);
      poolGauges.idle.set({ pool }, state.idle);
      poolGauges.waiting.set({ pool }, state.waiting);
    }
  };

  return {
    requestAnswered({ operation, kind, code, ms }) {
      const name = operationName(operation);
      requests.inc({ operation: name, kind: names.kind.bound(kind), code: names.code.bound(code) });
      requestTime.observe({ operation: name }, ms / 1_000);
    },
    statementRan({ name, ms, failed }) {
      const statement = names.statement.bound(name);
      statementTime.observe({ statement }, ms / 1_000);
      if (failed) statementFailures.inc({ statement });
    },
    loaderBatch({ loader, size }) {
      batchSize.observe({ loader: names.loader.bound(loader) }, size);
    },
    cacheRead({ cache, hit }) {
      cacheReads.inc({ cache: names.cache.bound(cache), outcome: hit ? 'hit' : 'miss' });
    },
    cacheFailed() {
      cacheFailures.inc();
    },
    answerGiven: (given) => answers.given(given),
    answerComputed: (computed) => answers.computed(computed),
    answerAwaited: ({ ms }) => answers.awaited(ms),
    watchAnswers: (read) => answers.watch(read),
    rollupsFolded: (folded) => upkeep.done('fold', folded),
    rollupsCounted: (counted) => upkeep.done('count', counted),
    rateLimited() {
      turnedAway.inc();
    },
    subscriptionOpened() {
      openSubscriptions.inc();
    },
    subscriptionClosed(reason) {
      openSubscriptions.dec();
      closedSubscriptions.inc({ reason: names.reason.bound(reason) });
    },
    watchPool(name, read) {
      pools.set(name, read);
    },
    watchContent(count) {
      content = new ContentGauges(registry, prefix, count, {
        everyMs: contentEveryMs,
        patienceMs: contentPatienceMs,
        now,
      });
    },
    async text() {
      await content?.update();
      updatePools();
      answers.update();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

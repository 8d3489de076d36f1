import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics, mostNames } from '../../../src/platform/metrics.ts';
import { parseMetrics, sampleValue } from '../../support/prometheus.ts';

const scrape = async (metrics: Metrics) => parseMetrics(await metrics.text());

/** The values that a label has in a family. */
async function labelValues(metrics: Metrics, family: string, label: string): Promise<string[]> {
  const samples = (await scrape(metrics)).get(`fashion_hunting_${family}`)?.samples ?? [];
  return [...new Set(samples.map(({ labels }) => labels[label] ?? ''))];
}

/** A request whose other properties do not matter. */
const request = { operation: 'Reports', kind: 'query', code: 'OK', ms: 12 };

describe('the text', () => {
  it('is what Prometheus reads, with nothing but names of our own', async () => {
    const metrics = createMetrics();
    metrics.requestAnswered(request);
    metrics.statementRan({ name: 'reports.page', ms: 3, failed: true });
    metrics.loaderBatch({ loader: 'feedsById', size: 20 });
    metrics.cacheRead({ cache: 'counts', hit: true });
    metrics.rateLimited();
    metrics.subscriptionOpened();
    metrics.subscriptionClosed('client');
    metrics.watchPool('main', () => ({ total: 4, idle: 3, waiting: 0 }));
    metrics.watchContent(async () => ({
      feeds: { ACTIVE: 12 },
      reports: 3_000_000,
      alerts: {
        open: { SPIKE: 1 },
        opened: { SPIKE: 4 },
        told: { SPIKE: 3 },
        deliveriesWaiting: 2,
        deliveryAttempts: { DELIVERED: 3, FAILED: 1 },
      },
    }));

    expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = await scrape(metrics);
    for (const [name, { help }] of families) {
      expect(name).toMatch(/^fashion_hunting_/);
      expect(help).not.toBe('');
    }
  });

  it('holds what Node tells of itself, with the delay of the event loop', async () => {
    const families = await scrape(createMetrics());
    expect(sampleValue(families, 'fashion_hunting_process_resident_memory_bytes')).toBeGreaterThan(0);
    expect([...families.keys()]).toEqual(
      expect.arrayContaining([
        'fashion_hunting_nodejs_eventloop_lag_p99_seconds',
        'fashion_hunting_nodejs_heap_size_used_bytes',
        'fashion_hunting_process_cpu_seconds_total',
      ]),
    );
  });

  it('is that of one process: two of them share nothing', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.rateLimited();
    expect(sampleValue(await scrape(one), 'fashion_hunting_rate_limited_total')).toBe(1);
    expect(sampleValue(await scrape(other), 'fashion_hunting_rate_limited_total')).toBe(0);
  });

  it('keeps a name that is not a plain word in one piece', async () => {
    const metrics = createMetrics();
    const odd = 'a "quoted" \\ name\nof two lines';
    metrics.statementRan({ name: odd, ms: 1, failed: true });
    expect(await labelValues(metrics, 'statement_failures_total', 'statement')).toEqual([odd]);
  });
});

describe('what is counted', () => {
  it('has requests by operation and code, and their time in seconds', async () => {
    const metrics = createMetrics();
    metrics.requestAnswered(request);
    metrics.requestAnswered({ ...request, ms: 700 });
    metrics.requestAnswered({ ...request, code: 'RATE_LIMITED', ms: 0.4 });
    const families = await scrape(metrics);
    const counted = (code: string) =>
      sampleValue(families, 'fashion_hunting_requests_total', { operation: 'Reports', kind: 'query', code });
    expect([counted('OK'), counted('RATE_LIMITED'), counted('INTERNAL')]).toEqual([2, 1, undefined]);
    const time = (part: string, le: Record<string, string> = {}) =>
      sampleValue(families, `fashion_hunting_request_duration_seconds_${part}`, {
        operation: 'Reports',
        ...le,
      });
    expect(time('count')).toBe(3);
    expect(time('sum')).toBeCloseTo(0.7124);
    expect([time('bucket', { le: '0.005' }), time('bucket', { le: '0.5' })]).toEqual([1, 2]);
  });

  it('has statements by name, and which of them failed', async () => {
    const metrics = createMetrics();
    metrics.statementRan({ name: 'reports.page', ms: 2, failed: false });
    metrics.statementRan({ name: 'reports.page', ms: 10_000, failed: true });
    const families = await scrape(metrics);
    const labels = { statement: 'reports.page' };
    expect(sampleValue(families, 'fashion_hunting_statement_duration_seconds_count', labels)).toBe(2);
    expect(sampleValue(families, 'fashion_hunting_statement_failures_total', labels)).toBe(1);
  });

  it('has the sizes of batches, and the hits and misses of caches', async () => {
    const metrics = createMetrics();
    metrics.loaderBatch({ loader: 'feedsById', size: 1 });
    metrics.loaderBatch({ loader: 'feedsById', size: 100 });
    for (const hit of [true, true, false]) metrics.cacheRead({ cache: 'counts', hit });
    const families = await scrape(metrics);
    const batches = (le: string) =>
      sampleValue(families, 'fashion_hunting_loader_batch_size_bucket', { loader: 'feedsById', le });
    expect([batches('1'), batches('50'), batches('100')]).toEqual([1, 1, 2]);
    const reads = (outcome: string) =>
      sampleValue(families, 'fashion_hunting_cache_reads_total', { cache: 'counts', outcome });
    expect([reads('hit'), reads('miss')]).toEqual([2, 1]);
  });

  it('has the subscriptions under way, and why the others ended', async () => {
    const metrics = createMetrics();
    for (let opened = 0; opened < 3; opened += 1) metrics.subscriptionOpened();
    metrics.subscriptionClosed('client');
    const families = await scrape(metrics);
    expect(sampleValue(families, 'fashion_hunting_subscriptions_open')).toBe(2);
    expect(sampleValue(families, 'fashion_hunting_subscriptions_closed_total', { reason: 'client' })).toBe(1);
  });

  it('works without `this`, as a callback', async () => {
    const { statementRan, text } = createMetrics();
    statementRan({ name: 'ping', ms: 1, failed: false });
    expect(await text()).toContain('statement="ping"');
  });
});

describe('the labels', () => {
  it('count requests without a name as anonymous, and cut long names', async () => {
    const metrics = createMetrics();
    for (const operation of [null, '', 'N'.repeat(61), 'N'.repeat(5_000), 'Reports']) {
      metrics.requestAnswered({ ...request, operation });
    }
    expect(await labelValues(metrics, 'requests_total', 'operation')).toEqual([
      'anonymous',
      'N'.repeat(60),
      'Reports',
    ]);
  });

  it.each(['fh_abc-def', 'maison-x', 'Vogue: new silks', '<script>', '__proto__\n', '7'])(
    'count what is no name in GraphQL, such as %j, as other',
    async (operation) => {
      const metrics = createMetrics();
      metrics.requestAnswered({ ...request, operation });
      expect(await labelValues(metrics, 'requests_total', 'operation')).toEqual(['other']);
    },
  );

  it('tell 200 operations apart, the first ones, and count the rest as other', async () => {
    const metrics = createMetrics();
    for (let at = 0; at < 10_000; at += 1)
      metrics.requestAnswered({ ...request, operation: `Operation${at}` });
    const values = await labelValues(metrics, 'requests_total', 'operation');
    expect(values).toHaveLength(201);
    expect(values).toEqual([...Array.from({ length: 200 }, (_, at) => `Operation${at}`), 'other']);
    const others = { operation: 'other', kind: 'query', code: 'OK' };
    expect(sampleValue(await scrape(metrics), 'fashion_hunting_requests_total', others)).toBe(9_800);
    // A name that has its place keeps it, and so does what has none.
    metrics.requestAnswered({ ...request, operation: 'Operation7' });
    metrics.requestAnswered({ ...request, operation: null });
    expect(await labelValues(metrics, 'requests_total', 'operation')).toEqual([...values, 'anonymous']);
  });

  it('never grow without end, whatever their values are', async () => {
    const metrics = createMetrics();
    const giveNames = (from: number) => {
      for (let at = from; at < from + 1_000; at += 1) {
        const name = `name_${at}`;
        metrics.requestAnswered({ ...request, operation: name });
        metrics.requestAnswered({ ...request, kind: name });
        metrics.requestAnswered({ ...request, code: name });
        metrics.statementRan({ name, ms: 1, failed: true });
        metrics.loaderBatch({ loader: name, size: 1 });
        metrics.cacheRead({ cache: name, hit: at % 2 === 0 });
        metrics.subscriptionOpened();
        metrics.subscriptionClosed(name);
      }
    };
    const series = async () =>
      [...(await scrape(metrics)).values()].flatMap(({ samples }) => samples.filter(isOurs)).length;
    // Of Node's own metrics some come and go: handles by kind, collections of garbage.
    const isOurs = ({ name }: { name: string }) => !/_(nodejs|process)_/.test(name);

    giveNames(0);
    const afterThousand = await series();
    for (let from = 1_000; from < 10_000; from += 1_000) giveNames(from);
    expect(await series()).toBe(afterThousand);

    const labels = new Map<string, Set<string>>();
    for (const { samples } of (await scrape(metrics)).values()) {
      for (const [label, value] of samples
        .filter(isOurs)
        .flatMap((sample) => Object.entries(sample.labels))) {
        labels.set(label, (labels.get(label) ?? new Set()).add(value));
      }
    }
    expect([...labels.keys()].sort()).toEqual(
      ['cache', 'code', 'kind', 'le', 'loader', 'operation', 'outcome', 'reason', 'statement'].sort(),
    );
    for (const values of labels.values()) expect(values.size).toBeLessThanOrEqual(mostNames + 1);
  });
});

describe('a watched pool', () => {
  it('is read while Prometheus asks, and left out when it has nothing to say', async () => {
    const metrics = createMetrics();
    let main: { total: number; idle: number; waiting: number } | undefined = {
      total: 1,
      idle: 1,
      waiting: 0,
    };
    metrics.watchPool('main', () => main);
    metrics.watchPool('replica', () => ({ total: 2, idle: 0, waiting: 5 }));
    const shown = async (pool: string) => {
      const families = await scrape(metrics);
      return ['connections', 'idle_connections', 'waiting'].map((part) =>
        sampleValue(families, `fashion_hunting_pool_${part}`, { pool }),
      );
    };
    expect([await shown('main'), await shown('replica')]).toEqual([
      [1, 1, 0],
      [2, 0, 5],
    ]);
    main = { total: 10, idle: 0, waiting: 3 };
    expect(await shown('main')).toEqual([10, 0, 3]);
    main = undefined;
    expect([await shown('main'), await shown('replica')]).toEqual([
      [undefined, undefined, undefined],
      [2, 0, 5],
    ]);
  });
});

describe('the watched content', () => {
  it('tells what only grows of alerts as counters, which fall neither when it is counted again nor with what is open', async () => {
    let time = 0;
    const metrics = createMetrics({ now: () => time });
    let open = 3;
    let opened = 5;
    metrics.watchContent(async () => ({
      feeds: {},
      reports: 0,
      alerts: {
        open: { SPIKE: open },
        opened: { SPIKE: opened },
        told: { SPIKE: opened - 1 },
        deliveriesWaiting: open,
        deliveryAttempts: { FAILED: opened },
      },
    }));
    const shown = async () => {
      const families = await scrape(metrics);
      const value = (name: string, labels = {}) => sampleValue(families, `fashion_hunting_${name}`, labels);
      expect(families.get('fashion_hunting_alerts_opened_total')?.type).toBe('counter');
      return [
        value('alerts_open', { kind: 'SPIKE' }),
        value('alerts_opened_total', { kind: 'SPIKE' }),
        value('alerts_told_total', { kind: 'SPIKE' }),
        value('alert_deliveries_waiting'),
        value('alert_delivery_attempts_total', { outcome: 'FAILED' }),
      ];
    };
    expect(await shown()).toEqual([3, 5, 4, 3, 5]);
    [open, opened] = [0, 6];
    expect(await shown()).toEqual([3, 5, 4, 3, 5]);
    time = 15_000;
    expect(await shown()).toEqual([0, 6, 5, 0, 6]);
  });

  /** Metrics whose clock is set by hand. */
  function watched(count: () => Promise<{ feeds: Record<string, number>; reports: number }>) {
    let time = 0;
    const metrics = createMetrics({ now: () => time, contentPatienceMs: 50 });
    metrics.watchContent(count);
    return {
      metrics,
      wait: (ms: number) => {
        time += ms;
      },
      shown: async () => {
        const families = await scrape(metrics);
        return {
          active: sampleValue(families, 'fashion_hunting_feeds', { state: 'ACTIVE' }),
          parked: sampleValue(families, 'fashion_hunting_feeds', { state: 'PARKED' }),
          reports: sampleValue(families, 'fashion_hunting_reports'),
        };
      },
      outcome: async (outcome: string) =>
        sampleValue(await scrape(metrics), 'fashion_hunting_content_counts_total', { outcome }),
    };
  }
  const leftOut = { active: undefined, parked: undefined, reports: undefined };

  it('is counted at most once in 15 seconds, however many ask', async () => {
    let counted = 0;
    const { metrics, shown, wait } = watched(async () => ({ feeds: { ACTIVE: 3 }, reports: ++counted }));
    await Promise.all([metrics.text(), metrics.text(), metrics.text()]);
    wait(14_999);
    expect(await shown()).toEqual({ active: 3, parked: undefined, reports: 1 });
    wait(1);
    expect(await shown()).toEqual({ active: 3, parked: undefined, reports: 2 });
    expect(counted).toBe(2);
  });

  it('forgets a state in which no feed is any more', async () => {
    const answers: Record<string, number>[] = [{ ACTIVE: 3, PARKED: 1 }, { ACTIVE: 4 }];
    const { shown, wait } = watched(async () => ({ feeds: answers.shift() ?? {}, reports: 0 }));
    expect(await shown()).toEqual({ active: 3, parked: 1, reports: 0 });
    wait(15_000);
    expect(await shown()).toEqual({ active: 4, parked: undefined, reports: 0 });
  });

  it.each([
    ['fails', () => Promise.reject(new Error('the database is gone'))],
    [
      'throws before it begins',
      () => {
        throw new Error('the database is closed');
      },
    ],
    ['gives no number', async () => ({ feeds: { ACTIVE: 1 }, reports: JSON.parse('"many"') })],
  ])('is left out, not shown as it was, when its count %s; and comes back', async (_how, failing) => {
    const good = async () => ({ feeds: { ACTIVE: 3 }, reports: 9 });
    const counts = [good, failing, good];
    const { shown, wait, outcome } = watched(() => (counts.shift() ?? good)());
    expect(await shown()).toEqual({ active: 3, parked: undefined, reports: 9 });
    wait(15_000);
    expect(await shown()).toEqual(leftOut);
    wait(14_999);
    expect(await shown()).toEqual(leftOut);
    wait(1);
    expect(await shown()).toEqual({ active: 3, parked: undefined, reports: 9 });
    expect([await outcome('counted'), await outcome('failed')]).toEqual([2, 1]);
  });

  it('is left out when its count hangs, and a count that comes too late is not shown', async () => {
    let answerLate = (_content: { feeds: Record<string, number>; reports: number }) => {};
    const late = new Promise<{ feeds: Record<string, number>; reports: number }>((resolve) => {
      answerLate = resolve;
    });
    const { shown, outcome } = watched(() => late);
    expect(await shown()).toEqual(leftOut);
    answerLate({ feeds: { ACTIVE: 3 }, reports: 9 });
    expect(await shown()).toEqual(leftOut);
    expect(await outcome('late')).toBe(1);
  });

  it('is not shown at all by a process that does not watch it', async () => {
    const families = await scrape(createMetrics());
    expect([...families.keys()].filter((name) => /_(feeds|reports|content)/.test(name))).toEqual([]);
  });
});

describe('the parser that these tests trust', () => {
  it.each([
    ['no type', 'a 1\n'],
    ['a type after its samples', '# HELP a b\na 1\n# TYPE a gauge\n'],
    ['a family in two places', '# HELP a b\n# TYPE a gauge\n# HELP a b\n'],
    ['another family', '# HELP a b\n# TYPE a gauge\nb 1\n'],
    ['a series twice', '# HELP a b\n# TYPE a gauge\na{x="1",y="2"} 1\na{y="2",x="1"} 1\n'],
    ['an open quotation', '# HELP a b\n# TYPE a gauge\na{x="1} 1\n'],
    ['a label that breaks its line', '# HELP a b\n# TYPE a gauge\na{x="1\n"} 1\n'],
    ['no number', '# HELP a b\n# TYPE a gauge\na many\n'],
    ['no end', '# HELP a b\n# TYPE a gauge\na 1'],
    ['a histogram without +Inf', '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n'],
  ])('refuses a text with %s', (_fault, text) => {
    expect(() => parseMetrics(text)).toThrow();
  });
});

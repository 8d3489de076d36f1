import { groupBy } from '../../src/model/group.ts';

/** A metric with all its series. */
export interface MetricFamily {
  type: string;
  help: string;
  samples: Sample[];
}

/** One line with a value. */
export interface Sample {
  /** The family's name, or with the suffix of a histogram's part. */
  name: string;
  labels: Record<string, string>;
  value: number;
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const helpLine = new RegExp(`^# HELP (${name}) (.+)$`);
const typeLine = new RegExp(`^# TYPE (${name}) (counter|gauge|histogram|summary|untyped)$`);
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const sampleLine = new RegExp(`^(${name})(?:\\{(${label}(?:,${label})*)\\})? (\\S+)$`);
const suffixes: Record<string, string[]> = { histogram: ['_bucket', '_sum', '_count'] };

/**
 * Reads Prometheus' text format, version 0.0.4, as strictly as its description is written
 * (prometheus.io/docs/instrumenting/exposition_formats): each family once and together, its type before its samples, no
 * series twice, and histograms that add up.
 *
 * @throws with the line that is not as it should be
 */
export function parseMetrics(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, MetricFamily>();
  const seen = new Set<string>();
  let current: { name: string; family: MetricFamily } | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const [, helped, help = ''] = helpLine.exec(line) ?? [];
    if (helped !== undefined) {
      if (families.has(helped)) throw new Error(`a family comes twice: ${line}`);
      current = { name: helped, family: { type: '', help, samples: [] } };
      families.set(helped, current.family);
      continue;
    }
    const [, typed, type = ''] = typeLine.exec(line) ?? [];
    if (typed !== undefined) {
      if (current?.name !== typed || current.family.type !== '')
        throw new Error(`a type out of place: ${line}`);
      current.family.type = type;
      continue;
    }
    const sample = parseSample(line);
    if (!current?.family.type) throw new Error(`a sample without a type: ${line}`);
    const names = (suffixes[current.family.type] ?? ['']).map((suffix) => `${current?.name}${suffix}`);
    if (!names.includes(sample.name)) throw new Error(`a sample of another family: ${line}`);
    const series = seriesOf(sample);
    if (seen.has(series)) throw new Error(`a series comes twice: ${line}`);
    seen.add(series);
    current.family.samples.push(sample);
  }
  for (const [family, { type, samples }] of families) if (type === 'histogram') addUp(family, samples);
  return families;
}

/** The value of the one series of a family that has just these labels; undefined when there is none. */
export function sampleValue(
  families: Map<string, MetricFamily>,
  sampleName: string,
  labels: Record<string, string> = {},
): number | undefined {
  const wanted = seriesOf({ name: sampleName, labels });
  for (const { samples } of families.values()) {
    const found = samples.find((sample) => seriesOf(sample) === wanted);
    if (found) return found.value;
  }
  return undefined;
}

function parseSample(line: string): Sample {
  const [, sampleName, labels = '', written = ''] = sampleLine.exec(line) ?? [];
  if (sampleName === undefined) throw new Error(`not a line of the format: ${line}`);
  const pairs = [...labels.matchAll(new RegExp(label, 'g'))].map(([pair]) => {
    const at = pair.indexOf('=');
    const value = pair
      .slice(at + 2, -1)
      .replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    return [pair.slice(0, at), value] as const;
  });
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`a label comes twice: ${line}`);
  return { name: sampleName, labels: Object.fromEntries(pairs), value: parseValue(written, line) };
}

/** As Go's ParseFloat reads it, which Prometheus uses. */
function parseValue(written: string, line: string): number {
  if (/^nan$/i.test(written)) return Number.NaN;
  const infinite = /^([+-])Inf$/.exec(written);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(written)) throw new Error(`not a value: ${line}`);
  return Number(written);
}

function seriesOf({ name: sampleName, labels }: Pick<Sample, 'name' | 'labels'>): string {
  return `${sampleName} ${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** Buckets grow, and the last of them, without a limit, holds all that was counted. */
function addUp(family: string, samples: Sample[]): void {
  const groups = groupBy(samples, ({ labels: { le: _, ...rest } }) => JSON.stringify(rest));
  for (const [key, group] of groups) {
    const buckets = group.filter((sample) => sample.name === `${family}_bucket`);
    const [count] = group.filter((sample) => sample.name === `${family}_count`);
    const sums = group.filter((sample) => sample.name === `${family}_sum`);
    const limits = buckets.map(({ labels }) => (labels.le === '+Inf' ? Infinity : Number(labels.le)));
    const grows = (values: number[]) =>
      values.every((value, at) => at === 0 || value >= Number(values[at - 1]));
    const isWhole =
      sums.length === 1 &&
      limits.at(-1) === Infinity &&
      buckets.at(-1)?.value === count?.value &&
      grows(limits) &&
      grows(buckets.map(({ value }) => value));
    if (!isWhole) throw new Error(`a histogram that does not add up: ${family} ${key}`);
  }
}

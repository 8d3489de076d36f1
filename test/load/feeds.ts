import { existsSync, readFileSync } from 'node:fs';
import { withoutTracking } from '../../src/ingestion/dedupe/tracking.ts';
import { parseDate } from '../../src/ingestion/parse/parse-date.ts';
import { parseFeed } from '../../src/ingestion/parse/parse-feed.ts';
import { CodedError } from '../../src/model/errors.ts';

/**
 * How real feeds, dates and tracking parameters are read: `npm run evaluate:feeds [-- --each]`, where --each prints a
 * line for every feed. What falls short is listed, and then the command ends with code 1.
 */
const folder = new URL('../../../shared/data/feeds/', import.meta.url);

if (!existsSync(folder)) {
  console.log(`Nothing to measure: ${folder.pathname} is not there.`);
  process.exit(0);
}

interface IndexedFeed {
  file: string;
  isFeed: boolean;
  /** On how many entries two other parsers agree; null where they do not. */
  agreedItemCount: number | null;
}
interface TrackingCase {
  name: string;
  input: string;
  expected: string;
  siteUrl: string | null;
  feedUrl: string | null;
  /** Whether the order of the parameters matters. */
  strict: boolean;
}

const lines = <Row>(name: string): Row[] =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));

const failures: string[] = [];
const fails = (reason: string | null): boolean => {
  if (reason !== null) failures.push(reason);
  return reason !== null;
};

const read = lines<IndexedFeed>('index.jsonl').map((feed) => {
  const bytes = readFileSync(new URL(feed.file, folder));
  const started = performance.now();
  try {
    const document = parseFeed(bytes, {
      url: `https://press.example/${feed.file}`,
      contentType: 'application/xml',
    });
    return { ...feed, bytes: bytes.length, ms: performance.now() - started, document, refusal: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return {
      ...feed,
      bytes: bytes.length,
      ms: performance.now() - started,
      document: null,
      refusal: error.message,
    };
  }
});

/** Why a feed was not read as it should be; null when it was. */
function faultOf({ file, isFeed, agreedItemCount, document, refusal }: (typeof read)[number]): string | null {
  if (!isFeed) return document === null ? null : `${file} is no feed and was taken for one.`;
  if (document === null) return `${file} was refused: ${refusal}`;
  const { entries } = document;
  return agreedItemCount === null || entries.length === agreedItemCount
    ? null
    : `${file}: ${entries.length} entries, of which two other parsers find ${agreedItemCount}.`;
}

const dates = lines<{ input: string }>('dates-must-parse.jsonl');
const tracking = lines<TrackingCase>('tracking-params.jsonl');
/** An address whose parameters may stand in any order. */
const unordered = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  address.searchParams.sort();
  return address.href;
};

/** Whether a date was read, and in the year that is written in it. */
function dateFault(input: string): string | null {
  const date = parseDate(input);
  if (date === null) return `The date '${input}' was not read.`;
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(input)?.[0];
  return year === undefined || Math.abs(date.getUTCFullYear() - Number(year)) <= 1
    ? null
    : `The date '${input}' was read as ${date.toISOString()}.`;
}

function trackingFault({ name, input, expected, strict, siteUrl, feedUrl }: TrackingCase): string | null {
  const cleaned = withoutTracking(input, { siteUrl, feedUrl });
  const isRight = strict ? cleaned === expected : unordered(cleaned) === unordered(expected);
  return isRight ? null : `${name}: ${cleaned} instead of ${expected}.`;
}

const feeds = read.filter(({ isFeed }) => isFeed);
const others = read.filter(({ isFeed }) => !isFeed);
const entries = feeds.flatMap(({ document }) => document?.entries ?? []);
const bytes = read.reduce((sum, feed) => sum + feed.bytes, 0);
const ms = read.reduce((sum, feed) => sum + feed.ms, 0);

if (process.argv.includes('--each')) {
  console.table(
    read.map(({ file, document, refusal, ms: took }) => ({
      file,
      format: document?.format ?? '-',
      entries: document?.entries.length ?? 0,
      ms: took.toFixed(1),
      faults: (document ? document.faults.join(' ') : (refusal ?? '')).slice(0, 90),
    })),
  );
}
const row = <Case>(all: readonly Case[], faultIn: (one: Case) => string | null) => ({
  right: all.filter((one) => !fails(faultIn(one))).length,
  of: all.length,
});
console.table({
  'feeds parsed': row(feeds, faultOf),
  'what is no feed refused': row(others, faultOf),
  'dates read': row(dates, ({ input }) => dateFault(input)),
  'tracking parameters removed': row(tracking, trackingFault),
});
console.log(
  `${entries.length} entries: ${entries.filter(({ url }) => url).length} with a link, ` +
    `${entries.filter(({ publishedAt }) => publishedAt).length} with a date, ` +
    `${entries.filter(({ contentHtml }) => contentHtml).length} with their text; ` +
    `${feeds.reduce((sum, { document }) => sum + (document?.unreadable.length ?? 0), 0)} empty; ` +
    `${feeds.filter(({ document }) => document?.faults.length).length} feeds flagged; ` +
    `${(bytes / 1e6 / (ms / 1000)).toFixed(1)} MB/s.`,
);
for (const failure of failures) console.log(failure);
process.exit(failures.length > 0 ? 1 : 0);

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../../src/ingestion/parse/parse-date.ts';
import { parseFeed } from '../../../../src/ingestion/parse/parse-feed.ts';
import { CodedError } from '../../../../src/model/errors.ts';

const folder = new URL('../../../../../shared/data/feeds/', import.meta.url);
const lines = <T>(name: string): T[] =>
  existsSync(new URL(name, folder))
    ? readFileSync(new URL(name, folder), 'utf8')
        .trim()
        .split('\n')
        // The shape of each file is described beside it.
        .map((line) => JSON.parse(line) as T)
    : [];
const feeds = lines<{ file: string; isFeed: boolean; agreedItemCount: number | null }>('index.jsonl');
const dates = lines<{ input: string }>('dates-must-parse.jsonl');

const parsed = (file: string) =>
  parseFeed(readFileSync(new URL(file, folder)), {
    url: `https://press.example/${file}`,
    contentType: 'application/xml',
  });

describe.skipIf(feeds.length === 0)('real feeds (skipped where ../shared/data is absent)', () => {
  it.each(feeds.filter(({ isFeed }) => isFeed))('reads every entry of $file', ({ file, agreedItemCount }) => {
    const { entries, faults } = parsed(file);
    if (agreedItemCount !== null) expect(entries).toHaveLength(agreedItemCount);
    expect(entries.every(({ title }) => title !== '')).toBe(true);
    expect(faults).toEqual([]);
  });

  it.each(feeds.filter(({ isFeed }) => !isFeed))('refuses $file, which is no feed, in words', ({ file }) => {
    expect(() => parsed(file)).toThrow(CodedError);
    expect(() => parsed(file)).toThrow(new RegExp(`^https://press\\.example/${file} (?:sent|is) `));
  });

  it('keeps most of what they say', () => {
    const entries = feeds.filter(({ isFeed }) => isFeed).flatMap(({ file }) => parsed(file).entries);
    const share = (has: (entry: (typeof entries)[number]) => unknown) =>
      entries.filter(has).length / entries.length;
    expect(share(({ url }) => url)).toBeGreaterThan(0.99);
    expect(share(({ publishedAt }) => publishedAt)).toBeGreaterThan(0.95);
    expect(entries.some(({ title, summary }) => /<\/?(?:p|b|a|div)\b/.test(`${title} ${summary}`))).toBe(
      false,
    );
  });
});

describe.skipIf(dates.length === 0)('real dates (skipped where ../shared/data is absent)', () => {
  it.each(dates)('reads $input', ({ input }) => {
    const year = /(?:19|20)\d\d/.exec(input)?.[0];
    const read = parseDate(input)?.toISOString() ?? 'nothing';
    expect(read).toMatch(year && !/^\d{10}$/.test(input) ? new RegExp(`^${year}-`) : /^20[12]\d-/);
  });
});

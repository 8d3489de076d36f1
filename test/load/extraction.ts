import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { extractArticle } from '../../src/ingestion/enrich/page/extract-article.ts';

/**
 * Measures the text of articles against what people marked as the article, on the pages of the article extraction
 * benchmark: shingles of four tokens, precision and recall as means over the pages, F1 of the two means.
 * `npm run evaluate:pages [-- --worst]`, where --worst prints the blocks that are too many (+) and missing (-). Ends
 * with code 1 when F1 is not above its target.
 */
const target = 0.955;
const folder = new URL('../../../shared/data/articles/', import.meta.url);

if (!existsSync(folder)) {
  console.log(`Nothing to measure: ${folder.pathname} is not there.`);
  process.exit(0);
}

interface Expected {
  id: string;
  file: string;
  suite: string;
  url: string;
  expectedText: string;
}

function shingles(text: string): Map<string, number> {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at + 4 <= tokens.length; at += 1) {
    const shingle = tokens.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function total(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

const pages = readFileSync(new URL('expected.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line): Expected => JSON.parse(line))
  .filter((page) => page.suite === 'article-extraction-benchmark');

const rows = pages.map((page) => {
  const html = gunzipSync(readFileSync(new URL(page.file, folder))).toString('utf8');
  const started = performance.now();
  const text = extractArticle(html, page.url)?.text ?? '';
  const ms = performance.now() - started;
  const found = shingles(text);
  const expected = shingles(page.expectedText);
  const common = [...found].reduce(
    (sum, [shingle, count]) => sum + Math.min(count, expected.get(shingle) ?? 0),
    0,
  );
  if (process.argv.includes('--worst')) {
    console.log(`\n#### ${page.id} ${page.url}`);
    for (const block of text.split('\n\n')) {
      const own = shingles(block);
      const hits = [...own.keys()].filter((key) => expected.has(key)).length;
      if (hits < own.size / 2 || own.size === 0) console.log(`  + ${block.slice(0, 150)}`);
    }
    for (const block of page.expectedText.split('\n')) {
      const own = shingles(block);
      const hits = [...own.keys()].filter((key) => found.has(key)).length;
      if (hits < own.size / 2) console.log(`  - ${block.slice(0, 150)}`);
    }
  }
  return {
    id: page.id,
    precision: total(found) === 0 ? 0 : common / total(found),
    recall: common / total(expected),
    ms,
  };
});

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const precision = mean(rows.map((row) => row.precision));
const recall = mean(rows.map((row) => row.recall));
const times = rows.map((row) => row.ms).sort((a, b) => a - b);
console.table(
  rows.map((row) => ({
    ...row,
    precision: row.precision.toFixed(3),
    recall: row.recall.toFixed(3),
    ms: row.ms.toFixed(0),
  })),
);
const f1 = (2 * precision * recall) / (precision + recall);
console.log({
  pages: rows.length,
  precision: precision.toFixed(4),
  recall: recall.toFixed(4),
  f1: f1.toFixed(4),
  target,
  medianMs: times[Math.floor(times.length / 2)]?.toFixed(1),
});
process.exit(f1 > target ? 0 : 1);

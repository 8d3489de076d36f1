import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFormats } from '../../../../src/api/export/export-file.ts';
import type { Report } from '../../../../src/model/report.ts';
import { parseCsv, readCsv } from '../../../support/csv.ts';

const columns = [
  'id',
  'publishedAt',
  'title',
  'url',
  'source',
  'provider',
  'author',
  'language',
  'topic',
  'sentiment',
  'sentimentScore',
  'status',
  'brands',
  'summary',
  'ingestedAt',
];

const usual: Report = {
  id: '0190a3c5-0000-7000-8000-000000000001',
  tenantId: '0190a3c5-0000-7000-8000-000000000002',
  feedId: null,
  title: 'Silk',
  url: 'https://press.example/silk',
  urlResolution: 'DIRECT',
  imageUrl: null,
  source: 'Élan',
  provider: 'RSS',
  author: null,
  language: 'fr',
  languageConfidence: 0.9,
  analysis: 'FULL',
  publishedAt: new Date('2026-03-01T08:00:00.000Z'),
  publishedAtSource: 'ENTRY',
  ingestedAt: new Date('2026-03-01T09:00:00.001Z'),
  summary: null,
  brands: ['Hermès', 'H&M'],
  topic: 'OTHER',
  topics: ['OTHER'],
  sentiment: 'NEGATIVE',
  sentimentScore: -0.5,
  analysedBy: 'LOCAL',
  analysisNote: null,
  status: 'NEW',
};

async function fileOf(format: 'CSV' | 'NDJSON', ...pages: Partial<Report>[][]): Promise<string> {
  async function* given() {
    for (const page of pages) yield page.map((report) => ({ ...usual, ...report }));
  }
  let file = '';
  for await (const part of fileFormats[format].parts(given())) file += part;
  return file;
}

/** Any text, those that spreadsheets and CSV readers stumble over among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ';', "'", '\t', ' ', 'é', '日', '😀', '=', '-') }),
);
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

describe('a CSV file', () => {
  it('has a heading, then a record for each report, each ended by CRLF', async () => {
    expect(await fileOf('CSV', [{}], [{ title: 'Wool' }])).toBe(
      [
        columns.join(','),
        ...['Silk', 'Wool'].map(
          (title) =>
            `${usual.id},2026-03-01T08:00:00.000Z,${title},https://press.example/silk,Élan,RSS,,fr,OTHER,NEGATIVE,-0.5,NEW,Hermès; H&M,,2026-03-01T09:00:00.001Z`,
        ),
        '',
      ].join('\r\n'),
    );
  });

  it('has its heading without reports too', async () => {
    expect(parseCsv(await fileOf('CSV'))).toEqual([columns]);
  });

  it('gives back any text that is no formula, whatever quotes, line breaks or letters it holds', async () => {
    const harmless = anyText.filter((text) => !startsFormula.test(text));
    await fc.assert(
      fc.asyncProperty(harmless, harmless, harmless, async (title, summary, source) => {
        const file = await fileOf('CSV', [{ title, summary, source }, { title: source }]);
        const [record, next] = readCsv(file);
        expect(record).toMatchObject({ title, summary, source });
        expect(next).toMatchObject({ title: source });
      }),
    );
  });

  it('lets no text be taken for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...'=+-@\t\r\n＝＋－＠'), anyText, async (start, rest) => {
        const text = start + rest;
        const report = { title: text, author: text, summary: text, source: text, brands: [text, text] };
        const [record = {}] = readCsv(await fileOf('CSV', [report]));
        for (const value of Object.values(record)) {
          if (value !== '-0.5') expect(value).not.toMatch(startsFormula);
        }
        expect(record).toMatchObject({ title: `'${text}`, author: `'${text}`, brands: `'${text}; ${text}` });
      }),
    );
  });

  it('leaves empty what was not judged', async () => {
    const unread: Partial<Report> = {
      analysis: 'BRANDS_ONLY',
      topic: null,
      topics: [],
      sentiment: null,
      sentimentScore: null,
    };
    const [record] = readCsv(await fileOf('CSV', [unread]));
    expect(record).toMatchObject({ topic: '', sentiment: '', sentimentScore: '' });
  });

  it('leaves negative numbers numbers', async () => {
    const [record] = readCsv(await fileOf('CSV', [{ sentimentScore: -1 }]));
    expect(record?.sentimentScore).toBe('-1');
  });
});

describe('an NDJSON file', () => {
  it('has one object a line, brands as a list, and nothing that CSV has not', async () => {
    const file = await fileOf('NDJSON', [{}], [{ title: '=1\n2', brands: [], summary: 'a' }]);
    const lines = file.split('\n');
    expect(lines.pop()).toBe('');
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(Object.keys(first)).toEqual(columns);
    expect(first).toMatchObject({
      title: 'Silk',
      brands: ['Hermès', 'H&M'],
      author: null,
      sentimentScore: -0.5,
      publishedAt: '2026-03-01T08:00:00.000Z',
    });
    expect(second).toMatchObject({ title: '=1\n2', brands: [], summary: 'a' });
  });

  it('is empty without reports', async () => {
    expect(await fileOf('NDJSON')).toBe('');
  });
});

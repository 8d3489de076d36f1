import { describe, expect, it } from 'vitest';
import { importsOf, reportWrites } from '../support/report-writes.ts';
import { sourceFiles } from '../support/source.ts';

const files = await sourceFiles('');
const counting = 'storage/rollups/change-reports.ts';

/** What writes reports, their mentions or stories, and what counts that. */
const counted: Record<string, string> = {
  'VisitWriter.insertReports': 'storeStories, as added, before the transaction ends',
  'VisitWriter.insertMentions': 'storeStories, as added, before the transaction ends',
  storeMemberships: 'storeStories',
  'ReportEditor.setStatus': 'ReportEditor.change',
  'ReportEditor.delete': 'ReportEditor.change',
  replaceMentions: 'CorrectionRepository.save, applyMerges and RereadingRepository.storeMentions',
  replaceCounted: 'whoever calls replaceMentions',
  moveMentions: 'applyMerges',
  renameInReports: 'applyMerges',
};

/** The places in a made-up file, in which what stands in a template is written as ‹this›, that write what rollups count. */
function placesIn(body: string): string[] {
  const text = body.replaceAll('‹', '$' + '{').replaceAll('›', '}');
  return reportWrites({ path: 'made-up.ts', text }).map(({ place }) => place);
}

describe('what rollups count', () => {
  it('is written nowhere but where it is counted', () => {
    const places = files.flatMap(reportWrites).map(({ place }) => place);
    expect([...new Set(places)].sort()).toEqual(Object.keys(counted).sort());
  });

  it('is written by files that count it, or that only files which count it use', () => {
    const counts = (path: string) => {
      const file = files.find((one) => one.path === path);
      return file !== undefined && importsOf(file).includes(counting);
    };
    const users = (path: string) =>
      files.filter((file) => importsOf(file).includes(path)).map((file) => file.path);
    const writers = [...new Set(files.flatMap(reportWrites).map(({ path }) => path))];
    const others = writers.filter((path) => !counts(path));
    // A visit counts with its stories.
    expect(others).toEqual(['storage/mention-writer.ts', 'storage/visit-writer.ts']);
    expect(users('storage/mention-writer.ts').filter((path) => !counts(path))).toEqual([]);
    expect(
      importsOf(files.find(({ path }) => path === 'storage/visit-writer.ts') ?? { path: '', text: '' }),
    ).toContain('storage/story-writer.ts');
    expect(counts('storage/story-writer.ts')).toBe(true);
  });

  it.each([
    ['a statement', 'function f() { return sql`UPDATE reports SET topic = 1`; }'],
    [
      'a statement with values',
      'function f() { return sql`WITH a AS (‹x›) DELETE FROM report_brands AS gone`; }',
    ],
    ['a text', "function f() { return 'INSERT INTO report_stories (tenant_id) VALUES (1)'; }"],
    ['a call of Prisma', 'function f() { return client.report.updateMany({}); }'],
  ])('is found to be written by %s', (_, text) => {
    expect(placesIn(text)).toEqual(['f']);
  });

  it.each([
    ['reads', 'function f() { return sql`SELECT FROM reports`; }'],
    ['writes another table', 'function f() { return sql`UPDATE report_keys SET report_id = NULL`; }'],
    ['locks', 'function f() { return sql`SELECT FROM reports FOR UPDATE`; }'],
  ])('is not found to be written by what %s', (_, text) => {
    expect(placesIn(text)).toEqual([]);
  });
});

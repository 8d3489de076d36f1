import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBrandFilter } from '../../../src/api/args/filters.ts';
import { readPage } from '../../../src/api/args/page.ts';
import { type FilterLookups, readReportFilter } from '../../../src/api/args/report-filter.ts';
import { readId, readList, readText, readTime } from '../../../src/api/args/values.ts';
import { encodeCursor } from '../../../src/model/cursor.ts';
import { badInput, CodedError, FaultyFields, type FieldFault } from '../../../src/model/errors.ts';
import type { SavedSearch } from '../../../src/model/saved-search.ts';

const scope = { tenantId: 'tenant', list: 'reports:PUBLISHED_AT:DESC' };
const position = { value: '2026-03-01T08:00:00.000Z', id: '0190a3c5-0000-7000-8000-000000000000' };
const limits = { pageSize: 100 };
const asGiven: FilterLookups = {
  canonicalNames: async (names) => [...names],
  savedSearch: async () => null,
  reportIdsOfStories: async (ids) => [...ids],
};

describe('the arguments of a page', () => {
  it('ask for the first 20 when they say nothing', () => {
    const usual = { take: 'first', size: 20, after: null, before: null };
    expect(readPage({}, scope, limits)).toEqual(usual);
    expect(readPage({ first: null, last: null, after: null, before: null }, scope, limits)).toEqual(usual);
  });

  it('may be any size from 1 to 100, from either end', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('first' as const, 'last' as const), (size, take) => {
        if (size >= 1 && size <= 100)
          expect(readPage({ [take]: size }, scope, limits)).toMatchObject({ take, size });
        else expect(() => readPage({ [take]: size }, scope, limits)).toThrow(`${take}: ${size}`);
      }),
    );
  });

  it('may hold both cursors', () => {
    const cursor = encodeCursor(position, scope);
    expect(readPage({ first: 5, after: cursor, before: cursor }, scope, limits)).toEqual({
      take: 'first',
      size: 5,
      after: position,
      before: position,
    });
  });

  it('take a cursor over texts where the list is ordered by text, and there alone', () => {
    const after = encodeCursor({ ...position, value: 'gucci' }, scope);
    expect(readPage({ after }, scope, limits, 'text').after?.value).toBe('gucci');
    expect(() => readPage({ after }, scope, limits)).toThrow(CodedError);
  });
});

describe('a value', () => {
  it('is trimmed where it is a text', () => {
    expect(readText('search', '  silk\n')).toBe('silk');
    expect([readText('search', null), readText('search', undefined)]).toEqual([undefined, undefined]);
    expect(readText('search', '💥'.repeat(250))).toHaveLength(500);
  });

  it('is never a blank, endless or broken text', () => {
    for (const text of ['', ' \n', 'x'.repeat(501), 'a\0b', '\ud800']) {
      expect(() => readText('search', text)).toThrow(/^search: /);
    }
  });

  it('is an id in small letters', () => {
    expect(readId('id', position.id.toUpperCase())).toBe(position.id);
    for (const id of [
      '',
      '7',
      position.id.slice(1),
      `${position.id} `,
      `{${position.id}}`,
      position.id.replaceAll('-', ''),
    ]) {
      expect(() => readId('id', id)).toThrow(/^id: /);
    }
  });

  it('is a moment of the years 1 to 9999', () => {
    const [first, last] = [new Date('0001-01-01T00:00:00.000Z'), new Date('9999-12-31T23:59:59.999Z')];
    expect([readTime('at', first), readTime('at', last)]).toEqual([first, last]);
    expect(() => readTime('at', new Date(first.getTime() - 1))).toThrow('0000-12-31');
    expect(() => readTime('at', new Date(last.getTime() + 1))).toThrow('+010000');
  });

  it('is a list of at most 100, and none where it is empty', () => {
    expect([readList('topics', []), readList('topics', null)]).toEqual([undefined, undefined]);
    expect(readList('topics', Array(100).fill('x'))).toHaveLength(100);
    expect(() => readList('topics', Array(101).fill('x'))).toThrow('topics: 101 entries');
  });
});

describe('a filter', () => {
  it('without conditions says nothing', async () => {
    expect(await readReportFilter(null, asGiven)).toEqual({});
    expect(
      await readReportFilter({ brands: { all: [], any: null }, topics: [], search: null }, asGiven),
    ).toEqual({});
  });

  it('has its brands by their canonical names and its languages in small letters', async () => {
    const canonicalNames = async (names: readonly string[]) => names.map((name) => name.toUpperCase());
    const filter = await readReportFilter(
      { brands: { all: ['gucci'], any: ['dior'], none: ['prada'] }, languages: ['EN'] },
      { ...asGiven, canonicalNames },
    );
    expect(filter).toEqual({
      brandsAll: ['GUCCI'],
      brandsAny: ['DIOR'],
      brandsNone: ['PRADA'],
      languages: ['en'],
    });
  });

  it('has a range that begins before it ends', async () => {
    const moment = new Date('2026-03-01T00:00:00Z');
    const later = new Date(moment.getTime() + 1);
    const range = { publishedAfter: moment, publishedBefore: later };
    expect(await readReportFilter(range, asGiven)).toEqual(range);
    await expect(
      readReportFilter({ publishedAfter: moment, publishedBefore: moment }, asGiven),
    ).rejects.toThrow('is not before');
  });

  it('has all its faults reported at once, each with its field', async () => {
    const canonicalNames = async ([name]: readonly string[]) => {
      throw badInput(`No brand is known as "${name}".`);
    };
    const filter = {
      brands: { all: ['Guci'], any: [' '], none: ['Parda'] },
      search: '',
      feedIds: ['7'],
      sources: Array.from({ length: 101 }, () => 'Vogue'),
      savedSearchId: 'mine',
    };
    const refusal = readReportFilter(filter, { ...asGiven, canonicalNames });
    await expect(refusal).rejects.toBeInstanceOf(FaultyFields);
    const { faults, message } = await refusal.catch((error) => error);
    expect(faults.map(({ field }: FieldFault) => field).sort()).toEqual([
      'filter.brands.all',
      'filter.brands.any',
      'filter.brands.none',
      'filter.feedIds',
      'filter.savedSearchId',
      'filter.search',
      'filter.sources',
    ]);
    expect(message).toContain('filter.brands.none: No brand is known as "Parda".');
  });

  it('that names a saved search lets through what that one does as well', async () => {
    const search: SavedSearch = {
      id: position.id,
      name: 'Mine',
      filter: { brands: { any: ['gucci'] }, topics: ['PEOPLE'], publishedAfter: '2026-03-01T00:00:00.000Z' },
      createdAt: new Date(0),
      updatedAt: new Date(0),
    };
    const lookups = { ...asGiven, savedSearch: async (id: string) => (id === search.id ? search : null) };
    const saved = { brandsAny: ['gucci'], topics: ['PEOPLE'], publishedAfter: new Date('2026-03-01') };
    const asked = { search: 'silk', savedSearchId: search.id.toUpperCase() };
    expect(await readReportFilter(asked, lookups)).toEqual({ search: 'silk', and: [saved] });
    await expect(readReportFilter({ ...asked, search: ' ' }, asGiven)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      faults: [
        { field: 'filter.search', message: expect.stringContaining('it is empty') },
        {
          field: 'filter.savedSearchId',
          message: `there is no saved search with the id "${asked.savedSearchId}". See savedSearches.`,
        },
      ],
    });
  });

  it('that names a saved search of a brand nobody knows any more is refused, by the name of the search', async () => {
    const filter = { brands: { all: ['Prada'] } };
    const search = { id: position.id, name: 'Old', filter, createdAt: new Date(0), updatedAt: new Date(0) };
    const canonicalNames = async () => {
      throw badInput('No brand is known as "Prada".');
    };
    const refusal = readReportFilter(
      { savedSearchId: search.id },
      { ...asGiven, canonicalNames, savedSearch: async () => search },
    );
    await expect(refusal).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'filter.savedSearchId: the saved search "Old" cannot be used as it stands: brands.all: No brand is known as "Prada". Save it anew.',
    });
  });

  it('of brands searches in folded names', () => {
    expect(readBrandFilter({ search: ' HERMÈS ' })).toEqual({ search: 'hermes' });
    expect(readBrandFilter({ search: 'Dolce&Gab' })).toEqual({ search: 'dolce and gab' });
    expect(() => readBrandFilter({ search: '—' })).toThrow('no letter and no digit');
    expect(() => readBrandFilter({ search: '\u0301' })).toThrow('no letter and no digit');
  });
});

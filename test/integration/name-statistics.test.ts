import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MentionReason } from '../../src/model/mention-evidence.ts';
import { nameOf } from '../../src/storage/database.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, epoch, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
const dayMs = 24 * 60 * 60 * 1000;

beforeAll(async () => {
  api = await startApi({ clock: () => new Date(epoch.getTime() + 10 * dayMs) });
  await api.storage.writeCatalogue(brandsOfCatalogue(['Coach', 'Gucci', 'Prada', 'Hugo Boss']));
  other = await api.addTenant('omega');
});

afterAll(async () => api.close());

let nextSeed = 400;

/** Stores a report for each sentence, in which a name of Hugo Boss was counted, or was not for a reason. */
async function store(
  name: string,
  sentences: string[],
  reason: MentionReason | null,
  publishedAt = epoch,
): Promise<void> {
  const seed = nextSeed++;
  const [feedId = ''] = await addFeeds(api.tenant, 1, seed);
  const place = { brand: 'Hugo Boss', name, position: 'BODY' as const, confidence: 0.5 };
  const reports = makeReports(seed, sentences.length).map((report, at) => ({
    ...report,
    publishedAt,
    mentions: reason
      ? []
      : [
          {
            ...place,
            count: 1,
            tone: 'NEUTRAL' as const,
            score: 0,
            reason: 'CONTEXT' as const,
            quote: sentences[at] ?? '',
          },
        ],
    rejectedMentions: reason ? [{ ...place, reason, quote: sentences[at] ?? '' }] : [],
  }));
  await storeReports(api.tenant, feedId, reports);
}

async function statistics(key?: string): Promise<unknown> {
  const document =
    '{ brand(name: "hugo boss") { nameStatistics { name counted rejected rejectedShare contextWords } } }';
  return (dataOf(await api.ask(document, {}, key)).brand as { nameStatistics: unknown }).nameStatistics;
}

describe('the statistics of a brand’s names', () => {
  it('are none where nothing was read', async () => {
    expect(await statistics()).toContainEqual({
      name: 'Boss',
      counted: 0,
      rejected: 0,
      rejectedShare: null,
      contextWords: [],
    });
  });

  it('tell how often each was counted, and which words would have had it counted more often', async () => {
    await store('Boss', ['The suit by Boss was in the shop.', 'A shop of Boss with suits.'], null);
    await store('Hugo Boss', ['Hugo Boss opens a shop.'], null);
    await store(
      'Boss',
      [
        'They met Boss at the tailor with Ada.',
        'The tailor of Boss spoke with them.',
        'A tailor and a shop: with Boss until Monday.',
        'With Boss at the Tailor’s, once more.',
      ],
      'MISSING_CONTEXT',
    );
    await store(
      'Boss',
      ['The boss of the team.', 'Her boss of the team.', 'A boss of the team.'],
      'LOWER_CASE',
    );
    await store('Boss', ['Boss long ago.'], 'MISSING_CONTEXT', new Date(epoch.getTime() - 100 * dayMs));
    const shown = await statistics();
    expect(shown).toContainEqual({
      name: 'Boss',
      counted: 2,
      rejected: 7,
      rejectedShare: 7 / 9,
      // 'with' says nothing by itself, 'shop' stands where it counts as well, and no context helps a word in lower case.
      contextWords: ['tailor'],
    });
    expect(shown).toContainEqual({
      name: 'Hugo Boss',
      counted: 1,
      rejected: 0,
      rejectedShare: 0,
      contextWords: [],
    });
  });

  it('are of one tenant', async () => {
    expect(await statistics(other.key)).toContainEqual({
      name: 'Boss',
      counted: 0,
      rejected: 0,
      rejectedShare: null,
      contextWords: [],
    });
  });

  it('cost a list no more statements than one brand', async () => {
    const ask = async (first: number) =>
      (await api.ask(`{ brands(first: ${first}) { nodes { nameStatistics { name counted } } } }`)).statements
        .map(nameOf)
        .filter((name) => name !== 'tenants.principalByKeyHash')
        .sort();
    expect(await ask(1)).toEqual(['brands.page', 'nameStatistics.counts', 'nameStatistics.words']);
    expect(await ask(4)).toEqual(await ask(1));
  });
});

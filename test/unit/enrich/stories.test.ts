import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandKeys, minHash } from '../../../src/ingestion/enrich/story/hash.ts';
import { headlineOf } from '../../../src/ingestion/enrich/story/headline.ts';
import { numbersOf } from '../../../src/ingestion/enrich/story/numbers.ts';
import { type SignedArticle, signatureOf } from '../../../src/ingestion/enrich/story/signature.ts';
import { stemOf } from '../../../src/ingestion/enrich/story/title-words.ts';
import { isSameStory, likenessOf } from '../../../src/model/same-story.ts';
import type { StoryMember } from '../../../src/model/story.ts';
import { type Half, halves, judgePairs, labelledMembers } from '../../support/story-pairs.ts';

const pairs = judgePairs();

function memberOf(id: string): StoryMember {
  const member = labelledMembers().find((known) => known.id === id);
  if (!member) throw new Error(`There is no article ${id}.`);
  return member;
}

/** Precision and recall as counts: found rightly, found wrongly, missed. */
function countsOf(half: Half) {
  const own = pairs.filter((pair) => pair.half === half);
  return {
    right: own.filter(({ same, found }) => same && found).length,
    wrong: own.filter(({ same, found }) => !same && found).map(({ a, b }) => `${a} ${b}`),
    missed: own.filter(({ same, found }) => same && !found).length,
  };
}

describe('the labelled pairs', () => {
  it('are more than fifty in each part, and no news is in two of them', () => {
    const initials = { TUNED: 't', UNSEEN: 'u', UNSEEN_2: 'v', UNSEEN_3: 'w' };
    for (const half of halves) {
      const own = pairs.filter((pair) => pair.half === half);
      expect(own.length).toBeGreaterThan(50);
      const initial = initials[half];
      expect(own.filter(({ a, b }) => !a.startsWith(initial) || !b.startsWith(initial))).toEqual([]);
    }
  });

  it.each([
    ['TUNED', 77, 129],
    ['UNSEEN', 17, 19],
    ['UNSEEN_2', 25, 31],
  ] as const)('are judged with precision 1 in %s, and %i of %i are found', (half, found, same) => {
    const { right, wrong, missed } = countsOf(half);
    expect(wrong).toEqual([]);
    expect(right + missed).toBe(same);
    expect(right).toBeGreaterThanOrEqual(found);
  });

  it('of titles that repeat themselves are told from templates but for two, of a line and of a colour', () => {
    const { right, wrong, missed } = countsOf('UNSEEN_3');
    expect(wrong).toEqual(['w48a w48b', 'w59a w59b']);
    expect(right + missed).toBe(31);
    expect(right).toBeGreaterThanOrEqual(29);
  });

  it('of other news are not taken for one another either', () => {
    const members = labelledMembers();
    const joined = members.flatMap((one, at) =>
      members
        .slice(at + 1)
        .filter(({ id }) => id.startsWith(one.id.charAt(0)) && !id.startsWith(one.id.slice(0, 3)))
        .filter((other) => isSameStory(one, { ...other, publishedAt: one.publishedAt }))
        .map((other) => `${one.id} ${other.id}`),
    );
    expect(joined).toEqual([]);
  });

  it('are found as before where one signature is of the time before words of the lead were kept', () => {
    const asBefore = (member: StoryMember) => ({
      ...member,
      signature: { ...member.signature, leadWords: [] },
    });
    const recall = asBefore(memberOf('t08a'));
    expect(isSameStory(recall, memberOf('t08b'))).toBe(true);
    expect(isSameStory(recall, memberOf('t08c'))).toBe(true);
    expect(isSameStory(recall, memberOf('t08d'))).toBe(false);
    expect(isSameStory(asBefore(memberOf('t13a')), memberOf('t13b'))).toBe(true);
  });
});

describe('the numbers of a text', () => {
  it.each([
    ['€210m or 210 million euros', ['210', '210']],
    ['120,000, 120.000 and 120 000 pairs', ['120000', '120000', '120000']],
    ['4,1 miliardi, 4.1 billion', ['4.1', '4.1']],
    ['7%, 7 per cent, but 7 shops', ['7', '7']],
    ['in 1931 for £1.02bn', ['1931', '1.02']],
    ['the A380 and no number', []],
  ])('of %s are %j', (text, numbers) => {
    expect(numbersOf(text).map(({ number }) => number)).toEqual(numbers);
  });
});

describe('a headline', () => {
  it.each([
    ['Gucci names a chief - WWD', 'WWD', 'Gucci names a chief'],
    ['Gucci names a chief – Vogue Business', 'voguebusiness.com', 'Gucci names a chief'],
    ['Gucci names a chief | News | The Atelier Post', 'The Atelier Post', 'Gucci names a chief'],
    ['EXCLUSIVE: Gucci names a chief', 'WWD', 'Gucci names a chief'],
    ['Update 2 - Gucci names a chief', 'Reuters', 'Gucci names a chief'],
    ['Vogue: Gucci names a chief', 'Elle', 'Vogue: Gucci names a chief'],
    ['Gucci - a house - and its heirs', 'WWD', 'Gucci - a house - and its heirs'],
    ['WWD', 'WWD', 'WWD'],
  ])('%s of %s is %s', (title, source, headline) => {
    expect(headlineOf(title, source)).toBe(headline);
  });
});

describe('the stem of a word', () => {
  it.each([
    ['names', 'named'],
    ['opens', 'opening'],
    ['bags', 'bag'],
    ['stories', 'story'],
  ])('is the same for %s and %s', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  it('of a number is the number', () => {
    expect([stemOf('2026'), stemOf('126610ln')]).toEqual(['2026', '126610ln']);
  });
});

describe('a MinHash', () => {
  const distinct = fc.uniqueArray(fc.integer(), { minLength: 200, maxLength: 200 });

  it('agrees in as many places as two sets have in common, to within four standard deviations', () => {
    fc.assert(
      fc.property(distinct, fc.integer({ min: 0, max: 100 }), (values, shared) => {
        const one = minHash(values.slice(0, 100), 256);
        const other = minHash(values.slice(100 - shared, 200 - shared), 256);
        const likeness = shared / (200 - shared);
        const equal = one.filter((hash, place) => hash === other[place]).length / 256;
        expect(Math.abs(equal - likeness)).toBeLessThan(4 * Math.sqrt(0.25 / 256));
      }),
      { seed: 1 },
    );
  });

  it('does not depend on the order of the set', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        expect(minHash(values.toReversed(), 16)).toEqual(minHash(values, 16));
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('has keys that no other kind of set shares', () => {
    const hashes = minHash([1, 2, 3], 16);
    const [title, text] = [bandKeys(hashes, 2, 8, 'title'), bandKeys(hashes, 2, 8, 'text')];
    expect(new Set([...title, ...text]).size).toBe(16);
  });
});

describe('a signature', () => {
  const words = 'silk runway milan paris couture leather atelier seam thread needle button collar'.split(' ');
  const text = Array.from({ length: 90 }, (_, at) => `${words[at % 12]}${words[(at * 5) % 11]}`).join(' ');
  const article: SignedArticle = {
    title: 'Gucci opens in Kyoto',
    source: 'The Atelier Post',
    summary: null,
    text,
    brands: ['Gucci'],
  };

  it('is the same for the same words in any case and with or without accents', () => {
    const shouted = { ...article, title: 'GUCCI OPENS IN KYÔTO', text: text.toUpperCase() };
    const [one, other] = [signatureOf(article), signatureOf(shouted)];
    expect(other.titleWords).toEqual(one.titleWords);
    expect(other.textHashes).toEqual(one.textHashes);
  });

  it('finds a shortened text in the whole of it', () => {
    const shortened = signatureOf({ ...article, text: text.slice(0, 700) });
    expect(likenessOf(signatureOf(article), shortened).text).toBeGreaterThan(0.8);
  });

  it('of an article without a text is made of its title and summary alone', () => {
    const { textHashes, textRuns, keys } = signatureOf({ ...article, text: null });
    expect({ textHashes, textRuns }).toEqual({ textHashes: null, textRuns: 0 });
    expect(keys.length).toBeGreaterThan(0);
  });

  it('holds numbers of 32 bits, few of them, whatever an article is made of', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string({ unit: 'grapheme', maxLength: 500 }),
          source: fc.string(),
          summary: fc.option(fc.string({ unit: 'grapheme', maxLength: 3_000 })),
          text: fc.option(fc.string({ unit: 'grapheme', maxLength: 10_000 })),
          brands: fc.array(fc.string(), { maxLength: 20 }),
        }),
        (any) => {
          const { keys, titleWords, commonTitleWords, names, leadWords, textHashes } = signatureOf(any);
          const words = [...titleWords, ...commonTitleWords, ...names, ...leadWords];
          const numbers = [...keys, ...words, ...(textHashes ?? [])];
          expect(numbers.every((number) => number === (number | 0))).toBe(true);
          expect(keys.length).toBeLessThanOrEqual(56);
          expect(numbers.length).toBeLessThanOrEqual(56 + 32 + 48 + 96 + 64);
        },
      ),
      { seed: 1 },
    );
  });
});

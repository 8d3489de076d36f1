import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../src/ingestion/enrich/story/signature.ts';
import { isSameStory } from '../../../src/model/same-story.ts';
import type { StoryMember } from '../../../src/model/story.ts';
import {
  type JudgedPair,
  judgePairs,
  judgePairsWith,
  labelledStatements,
} from '../../support/story-pairs.ts';

const nameOf = ({ a, b }: JudgedPair) => `${a} ${b}`;
const found = new Set(
  judgePairs()
    .filter((pair) => pair.found)
    .map(nameOf),
);

/** Retellings that hardly agree: one name more in common, and their rest does not. */
const parted = ['t17a t17b'];

/** Lines of one template, and follow-ups with nearly all names in common, that a paragraph in both joins. */
const joined = [
  ...['t04a t04c', 't05a t05c', 't11a t11b', 't12a t12c', 't26b t26c', 't30a t30d', 't32a t32d'],
  ...['t32b t32d', 't32c t32d', 'u04a u04b', 'v06a v06c', 'v07a v07c', 'v13b v13c'],
];

describe('a paragraph of ninety words that is added to both texts', () => {
  const statements = labelledStatements();
  const judged = statements.map(judgePairsWith);

  it('is there eight times', () => {
    expect(statements.length).toBe(8);
    for (const statement of statements) expect(statement.split(' ').length).toBeGreaterThan(80);
  });

  it('parts two reports of the same news in two of 632 cases, both of one pair', () => {
    const wrong = judged.flat().filter((pair) => pair.same && !pair.found && found.has(nameOf(pair)));
    expect(wrong.length).toBeLessThanOrEqual(2);
    expect(wrong.map(nameOf).filter((pair) => !parted.includes(pair))).toEqual([]);
  });

  it('joins other news in 28 of 1,224 cases, all of a few pairs that have much in common', () => {
    const wrong = judged.flat().filter((pair) => !pair.same && pair.found);
    expect(wrong.length).toBeLessThanOrEqual(28);
    expect(wrong.map(nameOf).filter((pair) => !joined.includes(pair))).toEqual([]);
  });
});

describe('titles', () => {
  let made = 0;
  const member = (title: string, summary: string | null, brands: string[]): StoryMember => {
    made += 1;
    const signature = signatureOf({ title, source: 'The Atelier Post', summary, text: null, brands });
    return {
      id: `${made}`,
      publishedAt: new Date('2026-01-08T00:00:00Z'),
      language: null,
      brands,
      signature,
    };
  };
  const short = [
    'The Georgian, long a favourite of the trade, presents a debut in the coming season after months of rumours.',
    'A surprise to observers: nobody had guessed that the former sportswear stylist would move into leather goods.',
  ] as const;

  it('that are equal make one story of two teasers without a name in common', () => {
    const titled = (summary: string) => member('Gucci names Demna artistic director', summary, ['Gucci']);
    expect(isSameStory(titled(short[0]), titled(short[1]))).toBe(true);
  });

  it('that are one word of a script without spaces meet in a key', () => {
    const [one, other] = ['工程持续九个月', '门票可以退款'].map((line) => member('普拉达闭馆修缮', line, []));
    if (!one || !other) throw new Error('there are two');
    expect(one.signature.keys.filter((key) => other.signature.keys.includes(key))).not.toEqual([]);
    expect(isSameStory(one, other)).toBe(true);
  });

  it.each([
    ['Chanel dresses Ana Ruiz at the Cannes premiere', 'Chanel dresses Mia Holm at the Cannes premiere'],
    ['Chanel Men’s Spring 2026', 'Chanel Women’s Spring 2026'],
    ['Chanel opens café in Bangkok', 'Chanel opens café in Osaka'],
  ])('that differ in one place are two stories: %s, %s', (one, other) => {
    expect(isSameStory(member(one, null, ['Chanel']), member(other, null, ['Chanel']))).toBe(false);
  });
});

describe('names and numbers', () => {
  it('are kept in the order of the text, so that a table pushes no earlier name out', () => {
    const table = Array.from({ length: 60 }, (_, at) => `${at + 10} pieces`).join(', ');
    const sign = (text: string) =>
      signatureOf({ title: 'Results', source: 'A', summary: null, text, brands: [] });
    const [name] = sign('It was said by Vasseur of the house.').names;
    expect(sign(`It was said by Vasseur of the house: ${table}`).names[0]).toBe(name);
  });
});

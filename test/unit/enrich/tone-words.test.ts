import { describe, expect, it } from 'vitest';
import { readFashionSentences } from '../../../scripts/tone/fashion.ts';
import { movementAt } from '../../../src/ingestion/enrich/tone/movement.ts';
import { phraseAt } from '../../../src/ingestion/enrich/tone/phrases.ts';
import { toneArticles, toneSentences } from '../../fixtures/enrich/labelled-texts.ts';

/** The weights of what moves among words, in their order. */
function movementsIn(text: string): number[] {
  const words = text.split(' ');
  return words.flatMap((_, at) => movementAt(words, at)?.weight ?? []);
}

describe('a movement', () => {
  it.each([
    ['sales at the french house fell', [-2]],
    ['losses narrowed', [2]],
    ['a drop in returns', [2]],
    ['costs rose faster than planned', [-2]],
    ['revenue was up 12 per cent', [2]],
    ['shares were down on the week', [-2]],
    ['profit fell as costs rose', [-2, -2]],
  ])('is good or bad by what moves: %s', (text, weights) => {
    expect(movementsIn(text)).toEqual(weights);
  });

  it.each(['the hem rose', 'sales opened, then models walked up the stairs', 'orders shut down the shop'])(
    'is none without a thing that moves, or a word that moves it: %s',
    (text) => {
      expect(movementsIn(text)).toEqual([]);
    },
  );
});

describe('an expression', () => {
  it.each([
    ['beat all forecasts', 2, 3],
    ['fell short of', -2, 3],
    ['sold out', 2, 2],
    ['came under fire', -2, 3],
    ['settled a trademark lawsuit', 0, 4],
    ['hard to miss', 2, 3],
  ])('weighs what it means, and is as long as it can be: %s', (text, weight, words) => {
    expect(phraseAt(text.split(' '), 0)).toEqual({ weight, words });
  });

  it('begins nowhere else', () => {
    expect(phraseAt(['the', 'sold', 'sign'], 1)).toBeNull();
    expect(phraseAt([], 0)).toBeNull();
  });
});

describe('the fashion sentences that are learnt from', () => {
  const learnt = readFashionSentences();

  it('hold each tone about as often as the others', () => {
    const counts = [0, 1, 2].map((tone) => learnt.filter((target) => target.tone === tone).length);
    expect(learnt.length).toBeGreaterThan(1_400);
    for (const count of counts) expect(count / learnt.length).toBeGreaterThan(0.28);
  });

  it('are none of those that the model is measured by, nor share six words in a row with them', () => {
    const runsOf = (text: string) => {
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      return words.slice(5).map((_, at) => words.slice(at, at + 6).join(' '));
    };
    const measured = new Set([...toneSentences, ...toneArticles].flatMap(({ text }) => runsOf(text)));
    const shared = learnt.filter(({ group }) => runsOf(group).some((run) => measured.has(run)));
    expect(shared.map(({ group }) => group)).toEqual([]);
  });
});

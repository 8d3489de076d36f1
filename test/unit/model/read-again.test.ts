import { expect, it } from 'vitest';
import type { MentionReason } from '../../../src/model/mention-evidence.ts';
import { asReadAgain } from '../../../src/model/read-again.ts';
import type { FoundMentions, Mention, Tone } from '../../../src/model/report.ts';

const place = (brand: string, reason: MentionReason) =>
  ({ brand, name: brand, position: 'BODY', confidence: 0.8, quote: `${brand} it is.`, reason }) as const;
const mention = (brand: string, reason: MentionReason = 'NAME', tone: Tone = 'NEUTRAL'): Mention => ({
  ...place(brand, reason),
  count: 1,
  tone,
  score: tone === 'NEUTRAL' ? 0 : 0.5,
});

it('a report that is read again follows the rules, above them a model, above both an analyst, and keeps its tones', () => {
  const found = {
    mentions: [mention('Gucci'), mention('Prada'), mention('Dior'), mention('Chanel')],
    rejectedMentions: [place('Coach', 'MISSING_CONTEXT'), place('Next', 'PERSON')],
  };
  const stored = {
    mentions: [
      mention('Gucci', 'NAME', 'POSITIVE'),
      mention('Coach', 'MODEL', 'NEGATIVE'),
      mention('Vince', 'MODEL'),
    ],
    rejectedMentions: [place('Prada', 'MODEL'), place('Dior', 'MODEL')],
  };
  const verdicts = new Map([
    ['Dior', 'IS_MENTION'],
    ['Chanel', 'IS_NOT_MENTION'],
  ] as const);
  const { mentions, rejectedMentions } = asReadAgain(found, { title: 'Milan', stored, verdicts });
  expect(mentions.map(({ brand, reason, tone }) => [brand, reason, tone])).toEqual([
    ['Gucci', 'NAME', 'POSITIVE'],
    // What the model brought back stays; of Vince no name stands there any longer.
    ['Coach', 'MODEL', 'NEGATIVE'],
    // What the finder judged, though the model had refused it.
    ['Dior', 'CORRECTED', 'NEUTRAL'],
  ]);
  expect(rejectedMentions.map(({ brand, reason }) => [brand, reason])).toEqual([
    ['Chanel', 'CORRECTED'],
    ['Prada', 'MODEL'],
    ['Next', 'PERSON'],
  ]);
  expect(asReadAgain(found, { title: 'Milan', stored: found, verdicts: undefined })).toEqual(found);
});

it('a brand that an analyst alone has counted has no tone until the finder counts it too', () => {
  const verdicts = new Map([['Coach', 'IS_MENTION']] as const);
  const toneIn = (found: FoundMentions, stored: FoundMentions) =>
    asReadAgain(found, { title: 'Milan', stored, verdicts }).mentions.map(({ tone, score }) => [tone, score]);
  const refused = { mentions: [], rejectedMentions: [place('Coach', 'MISSING_CONTEXT')] };
  expect(toneIn(refused, refused)).toEqual([[null, null]]);
  const byAnalyst = {
    mentions: [{ ...mention('Coach', 'CORRECTED'), tone: null, score: null }],
    rejectedMentions: [],
  };
  const counted = { mentions: [mention('Coach', 'NAME', 'POSITIVE')], rejectedMentions: [] };
  expect(toneIn(counted, byAnalyst)).toEqual([['POSITIVE', 0.5]]);
});

import { describe, expect, it } from 'vitest';
import {
  type MentionVerdict,
  withCorrections,
  withModelsWord,
} from '../../../src/model/mention-correction.ts';
import type { RejectedMention } from '../../../src/model/mention-evidence.ts';
import type { Mention } from '../../../src/model/report.ts';

const mention = (brand: string, what: Partial<Mention> = {}): Mention => ({
  brand,
  position: 'BODY',
  count: 2,
  tone: 'POSITIVE',
  score: 0.5,
  confidence: 0.8,
  quote: `They love ${brand}.`,
  reason: 'CONTEXT',
  name: brand,
  ...what,
});

const rejected = (brand: string, what: Partial<RejectedMention> = {}): RejectedMention => ({
  brand,
  name: brand,
  position: 'BODY',
  reason: 'MISSING_CONTEXT',
  confidence: 0.3,
  quote: `The ${brand} was late.`,
  ...what,
});

const corrected = (
  mentions: Mention[],
  rejectedMentions: RejectedMention[],
  verdicts: Record<string, MentionVerdict>,
) => withCorrections({ mentions, rejectedMentions }, new Map(Object.entries(verdicts)), 'The title');

describe('a report with the words of analysts on it', () => {
  it('is as it was found where they say nothing', () => {
    const found = { mentions: [mention('Gucci')], rejectedMentions: [rejected('Coach')] };
    expect(withCorrections(found, new Map(), 'The title')).toEqual(found);
    expect(corrected([mention('Gucci')], [rejected('Coach')], { Next: 'IS_NOT_MENTION' })).toEqual(found);
  });

  it('counts a brand by the surest place that was not counted', () => {
    const sure = rejected('Coach', { position: 'LEAD', quote: 'Coach opens.' });
    expect(
      corrected([mention('Gucci')], [sure, rejected('Coach', { reason: 'PERSON' })], { Coach: 'IS_MENTION' }),
    ).toEqual({
      mentions: [
        {
          brand: 'Coach',
          position: 'LEAD',
          count: 1,
          tone: null,
          score: null,
          confidence: 1,
          quote: 'Coach opens.',
          reason: 'CORRECTED',
          name: 'Coach',
        },
        mention('Gucci'),
      ],
      rejectedMentions: [rejected('Coach', { reason: 'PERSON' })],
    });
  });

  it('counts a brand that it does not name, by its title', () => {
    expect(corrected([], [], { Chanel: 'IS_MENTION' }).mentions).toMatchObject([
      { brand: 'Chanel', position: 'BODY', quote: 'The title', name: null, reason: 'CORRECTED' },
    ]);
  });

  it('keeps what was found of a brand that is confirmed', () => {
    expect(corrected([mention('Gucci')], [], { Gucci: 'IS_MENTION' }).mentions).toEqual([
      mention('Gucci', { reason: 'CORRECTED' }),
    ]);
  });

  it('keeps the evidence of a brand that is refused among what is not counted', () => {
    expect(
      corrected([mention('Coach'), mention('Gucci')], [rejected('Next')], { Coach: 'IS_NOT_MENTION' }),
    ).toEqual({
      mentions: [mention('Gucci')],
      rejectedMentions: [
        rejected('Coach', { reason: 'CORRECTED', confidence: 0.8, quote: 'They love Coach.' }),
        rejected('Next'),
      ],
    });
  });

  it('is the same when it is corrected again', () => {
    const verdicts = { Coach: 'IS_NOT_MENTION', Next: 'IS_MENTION' } as const;
    const once = corrected([mention('Coach')], [rejected('Next')], verdicts);
    expect(corrected(once.mentions, once.rejectedMentions, verdicts)).toEqual(once);
  });

  it('comes back when the word is taken back', () => {
    const refused = corrected([mention('Coach')], [], { Coach: 'IS_NOT_MENTION' });
    const back = corrected(refused.mentions, refused.rejectedMentions, { Coach: 'IS_MENTION' });
    expect(back).toMatchObject({
      mentions: [{ brand: 'Coach', quote: 'They love Coach.', reason: 'CORRECTED' }],
      rejectedMentions: [],
    });
  });
});

describe('a name that counts never', () => {
  const ignored = rejected('Coach', { reason: 'IGNORED_NAME', quote: 'Coach it is.' });
  const held = (rejectedMentions: RejectedMention[], verdict: MentionVerdict) =>
    withModelsWord({ mentions: [], rejectedMentions }, new Map([['Coach', verdict]]));

  it('is none by which a language model counts its brand', () => {
    expect(held([ignored], 'IS_MENTION')).toEqual({ mentions: [], rejectedMentions: [ignored] });
    const other = rejected('Coach', { name: 'Coach New York' });
    expect(held([ignored, other], 'IS_MENTION')).toMatchObject({
      mentions: [{ brand: 'Coach', name: 'Coach New York', reason: 'MODEL' }],
      rejectedMentions: [ignored],
    });
  });

  it('leaves what a model has said against its brand for when it counts again', () => {
    expect(held([ignored], 'IS_NOT_MENTION').rejectedMentions).toMatchObject([{ reason: 'MODEL' }]);
  });

  it('is what an analyst counts it by only where there is no other', () => {
    const other = rejected('Coach', { name: 'Coach New York' });
    expect(corrected([], [ignored, other], { Coach: 'IS_MENTION' }).mentions).toMatchObject([
      { name: 'Coach New York', reason: 'CORRECTED' },
    ]);
    expect(corrected([], [ignored], { Coach: 'IS_MENTION' }).mentions).toMatchObject([
      { name: 'Coach', quote: 'Coach it is.' },
    ]);
  });
});

import { mentionPositions, type RejectedMention } from './mention-evidence.ts';
import { type FoundMentions, type Mention, mostRejectedMentions } from './report.ts';

/** An analyst's word on whether a report mentions a brand. */
export const mentionVerdicts = ['IS_MENTION', 'IS_NOT_MENTION'] as const;
/** One of {@link mentionVerdicts}. */
export type MentionVerdict = (typeof mentionVerdicts)[number];

/**
 * What was found in a report, as its analysts correct it. A brand that they count and the finder does not takes its
 * evidence from the surest place that was not counted; where none is known, the report's title stands in its place. One
 * that the finder counts and they do not is kept, with its evidence, among what is not counted. Either has the reason
 * CORRECTED.
 *
 * @param verdicts by the brand's canonical name
 */
export function withCorrections(
  { mentions, rejectedMentions }: FoundMentions,
  verdicts: ReadonlyMap<string, MentionVerdict>,
  title: string,
): FoundMentions {
  if (verdicts.size === 0) return { mentions, rejectedMentions };
  const counted = mentions.filter(({ brand }) => verdicts.get(brand) !== 'IS_NOT_MENTION');
  const refused = mentions.filter((mention) => !counted.includes(mention));
  const missing = [...verdicts].flatMap(([brand, verdict]) =>
    verdict === 'IS_MENTION' && !counted.some((mention) => mention.brand === brand) ? [brand] : [],
  );
  const taken = missing.map((brand) => rejectedMentions.find((rejected) => rejected.brand === brand));
  const confirmed = counted.map((mention) =>
    verdicts.has(mention.brand) ? { ...mention, reason: 'CORRECTED' as const } : mention,
  );
  return {
    mentions:
      missing.length === 0
        ? confirmed
        : [...confirmed, ...missing.map((brand, at) => mentionFrom(brand, taken[at], title))].sort(
            byProminence,
          ),
    rejectedMentions: [
      ...refused.map(rejectedFrom),
      // Places that an earlier verdict refused are refused no longer.
      ...rejectedMentions.filter(
        (rejected) =>
          !taken.includes(rejected) &&
          !(rejected.reason === 'CORRECTED' && verdicts.get(rejected.brand) === 'IS_MENTION'),
      ),
    ].slice(0, mostRejectedMentions),
  };
}

function byProminence(a: Mention, b: Mention): number {
  return mentionPositions.indexOf(a.position) - mentionPositions.indexOf(b.position) || b.count - a.count;
}

function mentionFrom(brand: string, evidence: RejectedMention | undefined, title: string): Mention {
  return {
    brand,
    position: evidence?.position ?? 'BODY',
    count: 1,
    tone: 'NEUTRAL',
    score: 0,
    confidence: 1,
    quote: evidence?.quote ?? title.slice(0, 500),
    reason: 'CORRECTED',
    name: evidence?.name ?? null,
  };
}

function rejectedFrom({ brand, position, confidence, quote, name }: Mention): RejectedMention {
  return { brand, name: name ?? brand, position, reason: 'CORRECTED', confidence, quote };
}

import { type MentionReason, mentionPositions, type RejectedMention } from './mention-evidence.ts';
import { type FoundMentions, type Mention, mostRejectedMentions } from './report.ts';

/** An analyst's word on whether a report mentions a brand. */
export const mentionVerdicts = ['IS_MENTION', 'IS_NOT_MENTION'] as const;
/** One of {@link mentionVerdicts}. */
export type MentionVerdict = (typeof mentionVerdicts)[number];

/**
 * What was found in a report, as its analysts correct it. A brand that they count and the finder does not takes its
 * evidence from the surest place that was not counted; where none is known, the report's title stands in its place. Its tone
 * was not judged. One
 * that the finder counts and they do not is kept, with its evidence, among what is not counted. Either has the reason
 * CORRECTED.
 *
 * @param verdicts by the brand's canonical name
 */
export function withCorrections(
  found: FoundMentions,
  verdicts: ReadonlyMap<string, MentionVerdict>,
  title: string,
): FoundMentions {
  return withVerdicts(found, verdicts, (brand, evidence) => ({
    brand,
    position: evidence?.position ?? 'BODY',
    count: 1,
    tone: null,
    score: null,
    confidence: 1,
    quote: evidence?.quote ?? title.slice(0, 500),
    reason: 'CORRECTED',
    name: evidence?.name ?? null,
  }));
}

/**
 * What a language model has said of the brands of a stored report, against the rules: what has the reason MODEL.
 *
 * @returns by the brand's canonical name
 */
export function modelsWordIn({ mentions, rejectedMentions }: FoundMentions): Map<string, MentionVerdict> {
  const said = (list: readonly { brand: string; reason: MentionReason | null }[]) =>
    list.filter(({ reason }) => reason === 'MODEL').map(({ brand }) => brand);
  return new Map<string, MentionVerdict>([
    ...said(rejectedMentions).map((brand): [string, MentionVerdict] => [brand, 'IS_NOT_MENTION']),
    ...said(mentions).map((brand): [string, MentionVerdict] => [brand, 'IS_MENTION']),
  ]);
}

/**
 * What was found in a report, as a language model had corrected it when it was read first: it has the last word on each
 * brand that still stands there, counted or not. Either has the reason MODEL, so that the next reading knows it too. A
 * name that the tenant has come never to count is none by which the model can count its brand.
 *
 * @param verdicts of {@link modelsWordIn}
 */
export function withModelsWord(
  found: FoundMentions,
  verdicts: ReadonlyMap<string, MentionVerdict>,
): FoundMentions {
  const named = new Set([...found.mentions, ...found.rejectedMentions].map(({ brand }) => brand));
  const countable = new Set(
    [...found.mentions, ...found.rejectedMentions.filter(isCountable)].map(({ brand }) => brand),
  );
  const held = new Map(
    [...verdicts].filter(([brand, verdict]) => (verdict === 'IS_MENTION' ? countable : named).has(brand)),
  );
  const { mentions, rejectedMentions } = withVerdicts(
    found,
    held,
    (brand, evidence) =>
      evidence && { ...evidence, brand, count: 1, tone: null, score: null, reason: 'MODEL' },
    'MODEL',
  );
  const marked = new Set<string>(
    rejectedMentions.filter(({ reason }) => reason === 'MODEL').map(({ brand }) => brand),
  );
  return {
    mentions,
    rejectedMentions: rejectedMentions.map((rejected) => {
      if (held.get(rejected.brand) !== 'IS_NOT_MENTION' || marked.has(rejected.brand)) return rejected;
      marked.add(rejected.brand);
      return { ...rejected, reason: 'MODEL' };
    }),
  };
}

/** @param mentionFrom makes a mention of a brand that was not counted, of its surest place if there is one */
function withVerdicts(
  { mentions, rejectedMentions }: FoundMentions,
  verdicts: ReadonlyMap<string, MentionVerdict>,
  mentionFrom: (brand: string, evidence: RejectedMention | undefined) => Mention | undefined,
  reason: 'CORRECTED' | 'MODEL' = 'CORRECTED',
): FoundMentions {
  if (verdicts.size === 0) return { mentions, rejectedMentions };
  const counted = mentions.filter(({ brand }) => verdicts.get(brand) !== 'IS_NOT_MENTION');
  const refused = mentions.filter((mention) => !counted.includes(mention));
  const missing = [...verdicts].flatMap(([brand, verdict]) =>
    verdict === 'IS_MENTION' && !counted.some((mention) => mention.brand === brand) ? [brand] : [],
  );
  const taken = missing.map((brand) => {
    const its = rejectedMentions.filter((rejected) => rejected.brand === brand);
    return its.find(isCountable) ?? its[0];
  });
  const confirmed = counted.map((mention) =>
    verdicts.has(mention.brand) ? { ...mention, reason } : mention,
  );
  return {
    mentions:
      missing.length === 0
        ? confirmed
        : [...confirmed, ...missing.flatMap((brand, at) => mentionFrom(brand, taken[at]) ?? [])].sort(
            byProminence,
          ),
    rejectedMentions: [
      ...refused.map((mention) => rejectedFrom(mention, reason)),
      // Places that an earlier verdict refused are refused no longer.
      ...rejectedMentions.filter(
        (rejected) =>
          !taken.includes(rejected) &&
          !(rejected.reason === reason && verdicts.get(rejected.brand) === 'IS_MENTION'),
      ),
    ].slice(0, mostRejectedMentions),
  };
}

function isCountable({ reason }: RejectedMention): boolean {
  return reason !== 'IGNORED_NAME';
}

function byProminence(a: Mention, b: Mention): number {
  return mentionPositions.indexOf(a.position) - mentionPositions.indexOf(b.position) || b.count - a.count;
}

function rejectedFrom(
  { brand, position, confidence, quote, name }: Mention,
  reason: MentionReason,
): RejectedMention {
  return { brand, name: name ?? brand, position, reason, confidence, quote };
}

import { groupBy } from '../../../model/group.ts';
import type { RejectedMention } from '../../../model/mention-evidence.ts';
import { mentionPositions, mostRejectedMentions } from '../../../model/report.ts';
import type { Findings } from './brand-finder.ts';
import { placeOf } from './found-brands.ts';
import { quoteOf } from './quote.ts';

/**
 * The refused hits of an article, one for each name and reason, at its most prominent place: the surest first, then
 * those nearer to the beginning, and everyday words in lower case last, since hardly anyone asks for those; as many of
 * them as a report keeps.
 *
 * @param ignored canonical names of brands of which nothing is said
 */
export function rejectedMentionsOf(
  { refused }: Findings,
  ignored: ReadonlySet<string> = new Set(),
): RejectedMention[] {
  const byName = groupBy(
    refused.filter(({ name }) => !ignored.has(name.brand.name)),
    ({ name, decision }) => [name.brand.name, name.written, decision.reason].join('\n'),
  );
  return [...byName.values()]
    .flatMap((hits): RejectedMention[] => {
      const [shown] = hits.toSorted(
        (a, b) =>
          b.decision.confidence - a.decision.confidence ||
          mentionPositions.indexOf(placeOf(a.sentence)) - mentionPositions.indexOf(placeOf(b.sentence)),
      );
      if (shown === undefined) return [];
      const { name, sentence, decision } = shown;
      return [
        {
          brand: name.brand.name,
          name: name.written,
          position: placeOf(sentence),
          reason: decision.reason,
          confidence: decision.confidence,
          quote: quoteOf(shown),
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(a.reason === 'LOWER_CASE') - Number(b.reason === 'LOWER_CASE') ||
        b.confidence - a.confidence ||
        mentionPositions.indexOf(a.position) - mentionPositions.indexOf(b.position),
    )
    .slice(0, mostRejectedMentions);
}

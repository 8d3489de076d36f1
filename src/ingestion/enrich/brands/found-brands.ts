import type { CatalogueBrand } from '../../../model/brand.ts';
import { groupBy } from '../../../model/group.ts';
import type { MentionReason } from '../../../model/mention-evidence.ts';
import { type MentionPosition, mentionPositions } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Hit } from './hit.ts';
import { quoteOf } from './quote.ts';

/** One brand in one article, without the tone toward it. */
export interface FoundBrand {
  brand: CatalogueBrand;
  position: MentionPosition;
  /** How often the article names it; at least 1. */
  count: number;
  /** Of its surest hit, 0 to 1. */
  confidence: number;
  /** Why its surest hit counts. */
  reason: MentionReason;
  /** The spelling that its surest hit has, as the catalogue or the tenant writes it. */
  name: string;
  /** Its most prominent sentence, at most 500 characters. */
  quote: string;
  /** In reading order. */
  hits: Hit[];
}

/** A round-up names at least so many brands, most of them in passing. */
const ROUND_UP_BRANDS = 8;
const PASSING_COUNT = 2;

/** The accepted hits of an article by brand, the most prominent brand first. */
export function foundBrands(hits: Hit[]): FoundBrand[] {
  const byBrand = groupBy(hits, (hit) => hit.name.brand);
  const isRoundUp = byBrand.size >= ROUND_UP_BRANDS;
  return [...byBrand]
    .map(([brand, own]) => foundBrand(brand, own, isRoundUp))
    .sort(
      (a, b) =>
        mentionPositions.indexOf(a.position) - mentionPositions.indexOf(b.position) ||
        b.count - a.count ||
        (a.hits[0]?.position ?? 0) - (b.hits[0]?.position ?? 0),
    );
}

/** Where a sentence stands in its article. */
export function placeOf(sentence: Sentence): MentionPosition {
  if (sentence.part === 'TITLE') return 'HEADLINE';
  return sentence.lead ? 'LEAD' : 'BODY';
}

function foundBrand(brand: CatalogueBrand, hits: Hit[], isRoundUp: boolean): FoundBrand {
  const passing = isRoundUp && hits.length <= PASSING_COUNT;
  const places = hits.map(({ sentence }): MentionPosition => {
    const place = placeOf(sentence);
    return passing && place === 'BODY' ? 'LIST' : place;
  });
  const position = mentionPositions.find((place) => places.includes(place)) ?? 'BODY';
  const shown = hits[places.indexOf(position)];
  const surest = hits.reduce((one, other) =>
    other.decision.confidence > one.decision.confidence ? other : one,
  );
  return {
    brand,
    position,
    count: hits.length,
    confidence: surest.decision.confidence,
    reason: surest.decision.reason,
    name: surest.name.written,
    quote: shown === undefined ? '' : quoteOf(shown),
    hits,
  };
}

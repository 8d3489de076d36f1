import type { Sentence } from '../text/sentences.ts';
import type { Candidate } from './hit.ts';

/** Nouns by which a report goes on about a firm that it has just named. */
const nounsForFirms = new Set(
  `company brand label retailer chain maker firm house jeweller jeweler watchmaker shoemaker sportswear-maker group business
  marque maison enseigne groupe marchio azienda gruppo marca empresa compania unternehmen marke konzern handler`.split(
    /\s+/,
  ),
);
const articles = new Set('the la le l il lo el das die der'.split(' '));
/** Words that may stand between article and noun: 'The German sportswear company'. */
const MOST_BETWEEN = 4;

/**
 * Positions of the sentences that another one of the same paragraph follows which goes on with 'The company',
 * 'The Barcelona-based retailer' or the like: who opened the first is told of as a firm.
 */
export function toldOfAsFirms(sentences: Sentence[]): Set<number> {
  const positions = new Set<number>();
  for (const [position, { part, paragraph }] of sentences.entries()) {
    const following = sentences[position + 1];
    if (following?.part === part && following.paragraph === paragraph && opensWithFirm(following))
      positions.add(position);
  }
  return positions;
}

/** Whether a candidate opens its sentence, after a place of report at most ('MILAN — X'). */
export function opensSentence({ sentence: { tokens, text }, from }: Candidate): boolean {
  return from === 0 || (from <= 4 && /[—–] $/.test(text.slice(0, tokens[from]?.start)));
}

function opensWithFirm({ tokens }: Sentence): boolean {
  if (!articles.has(tokens[0]?.folded ?? '')) return false;
  return tokens
    .slice(1, 2 + MOST_BETWEEN)
    .some(({ folded, capital }) => !capital && nounsForFirms.has(folded));
}

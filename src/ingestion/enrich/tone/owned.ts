import type { Sentence } from '../text/sentences.ts';
import type { Span } from './place.ts';

/** Verbs of which a brand is the object that somebody else owns. */
const verbsOfOwning = new Set('own owns owned control controls controlled include includes'.split(' '));
const relatives = new Set(['which', 'that', 'who']);
/** Words that stand between 'which', the verb and the brand: 'which also owns both Coach and Kate Spade'. */
const between = new Set('also already now both the a an and or'.split(' '));
/** 'The owner of Gucci', 'Gucci owner Kering'. */
const owners = new Set(['owner', 'owners', 'parent', 'proprietor']);
/** Words from 'which' to the brand. */
const REACH = 8;

/**
 * What a sentence says of a brand that it names only to say whose it is: 'which also owns Stone Island', 'the owner of
 * Gucci', 'Gucci owner Kering'. The rest is said of the owner. Null where it says more of it.
 *
 * @param row the brand, with those that stand beside it ('Coach and Kate Spade')
 */
export function ownedSpan({ tokens }: Sentence, row: Span): Span | null {
  const word = (at: number) => tokens[at]?.folded ?? '';
  const afterName = word(row.to) === 's' ? row.to + 1 : row.to;
  if (owners.has(word(afterName))) return { from: row.from, to: afterName + 1 };
  let at = row.from - 1;
  while (between.has(word(at))) at -= 1;
  if (word(at) === 'of') {
    const owner = word(at - 1) === 'company' ? at - 2 : at - 1;
    return owners.has(word(owner)) ? { from: owner, to: row.to } : null;
  }
  if (!verbsOfOwning.has(word(at))) return null;
  at -= 1;
  while (between.has(word(at))) at -= 1;
  return relatives.has(word(at)) && row.from - at <= REACH ? { from: at, to: row.to } : null;
}

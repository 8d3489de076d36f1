import type { AlertCondition, AlertFigures } from '../../model/alert.ts';

/**
 * An alert as a sentence with its figures.
 *
 * @param what the brand, or the name of the rule where a search was matched
 */
export function alertInWords(
  { kind, line, side }: AlertCondition,
  what: string,
  figures: AlertFigures,
): string {
  const { observed, expected, score } = figures;
  switch (kind) {
    case 'SPIKE':
      return `${what}: ${mentions(observed)} in 24 hours, where ${expected} were to be expected (score ${score}).`;
    case 'NEGATIVE_TURN':
      return `${what}: ${mentions(observed, 'negative ')} in 7 days, where ${expected} were to be expected (score ${score}).`;
    case 'FIRST_MENTION':
      return `${what}: ${mentions(observed)} in 24 hours, after eight weeks without one.`;
    case 'SHARE_OF_VOICE':
      return `${what}: ${observed} % of the mentions of 7 days, ${side === 'BELOW' ? 'below' : 'above'} the line of ${line} %; ${expected} % in the 7 days before.`;
    case 'SEARCH_MATCH':
      return `${what}: ${observed} ${observed === 1 ? 'report' : 'reports'} in 24 hours.`;
  }
}

function mentions(count: number, kind = ''): string {
  return `${count} ${kind}${count === 1 ? 'mention' : 'mentions'}`;
}

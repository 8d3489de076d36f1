/** A number as it is written: groups of thousands, decimals, and what says that it is a share or a sum. */
const written =
  /(?<![\p{L}\p{N}])[€$£¥]?(?<digits>\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)\s?(?<unit>%|per ?cent|percent|pour cent|pct|m(?:ln|n|io)?\b|bn\b|mrd\b|k\b|million|billion|mili|milli)?/giu;

/** A number written in one way, and where it stands in the text. */
export interface PlacedNumber {
  number: string;
  start: number;
}

/**
 * The numbers of a text that tell one piece of news from another, written in one way: '120,000', '120.000' and '120 000'
 * are 120000, '4,1' is 4.1, '€210m' is 210. Numbers of one digit are left out, but for shares and sums: '7%' is 7.
 */
export function numbersOf(text: string): PlacedNumber[] {
  return [...text.matchAll(written)].flatMap(({ groups, index }) => {
    const number = (groups?.digits ?? '')
      .replace(/[., \u00a0\u202f](?=\d{3}(?!\d))/g, '')
      .replace(',', '.')
      .replace(/\.0+$/, '');
    return number.length > 1 || groups?.unit !== undefined ? [{ number, start: index }] : [];
  });
}

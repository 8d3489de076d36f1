import { foldBrandName } from '../../../model/brand.ts';

/** What stands before a headline and is no part of it. */
const label =
  /^(?:exclusive|breaking(?: news)?|update[ds]?(?: \d+)?|watch|video|opinion|analysis|in pictures|photos?|news|just in|esclusiva?|exclusif|en images)\s*[:|–—-]\s+/iu;
const separator = /\s+[-–—|·•»]+\s+|\s*\|\s*/gu;
/** After a bar, so many words are the outlet's section or name. */
const MAX_WORDS_AFTER_BAR = 4;

/**
 * A title without what an outlet puts around it: its own name at the end ('… - WWD', '… | Vogue Business') or at the
 * start, and labels such as 'Exclusive:'.
 */
export function headlineOf(title: string, source: string): string {
  let headline = title.replace(/\s+/g, ' ').trim();
  for (;;) {
    const shorter = withoutOutlet(headline, source).replace(label, '');
    if (shorter === headline || shorter === '') return headline;
    headline = shorter;
  }
}

function withoutOutlet(headline: string, source: string): string {
  const separators = [...headline.matchAll(separator)];
  const last = separators.at(-1);
  const first = separators.at(0);
  if (!last || !first) return headline;
  const end = headline.slice(last.index + last[0].length);
  const isAfterBar = last[0].includes('|') && end.split(' ').length <= MAX_WORDS_AFTER_BAR;
  if (isAfterBar || isOutlet(end, source)) return headline.slice(0, last.index).trim();
  const start = headline.slice(0, first.index);
  return isOutlet(start, source) ? headline.slice(first.index + first[0].length).trim() : headline;
}

/** Whether a part of a title is the outlet's name or its domain: 'Vogue Business' for voguebusiness.com. */
function isOutlet(part: string, source: string): boolean {
  const name = squeezed(part);
  if (name === '') return false;
  const outlet = squeezed(source);
  const domain = squeezed(source.replace(/\.[a-z]{2,}(?:\.[a-z]{2})?$/iu, ''));
  return name === outlet || name === domain || squeezed(part.replace(/\.[a-z]{2,}$/iu, '')) === outlet;
}

function squeezed(name: string): string {
  return foldBrandName(name)
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

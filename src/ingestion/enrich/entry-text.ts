import type { Entry } from '../../model/feed.ts';
import { plainText } from '../../platform/html-text.ts';
import type { TextBlock } from './page/block-text.ts';
import { articleBlocks } from './page/furniture.ts';
import { prepareHtml } from './page/prepare-html.ts';

/** Characters of an entry's HTML that are looked at. */
const MAX_HTML_CHARACTERS = 1_000_000;
/** An entry's own text as long as this, some hundred words, is the article; what is shorter may be its beginning. */
export const FULL_TEXT_CHARACTERS = 600;
/** A summary as long as this is the article. */
const LONG_SUMMARY_CHARACTERS = 1_200;

const blockTag =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|section|article|table|tbody|tr|figure|figcaption|pre|hr|aside|header|footer)\b[^<>]*>|(?:<br\b[^<>]*>\s*){2,}/gi;

/**
 * The article's text as far as the entry itself carries it, as paragraphs separated by an empty line; null when it
 * only has a teaser. Takes time linear in the input, so it needs no thread.
 */
export function textOfEntry(entry: Pick<Entry, 'title' | 'contentHtml' | 'summary'>): string | null {
  if (entry.contentHtml !== null) {
    const pieces = prepareHtml(entry.contentHtml.slice(0, MAX_HTML_CHARACTERS)).html.split(blockTag);
    const blocks = pieces
      .map((piece): TextBlock => ({ text: plainText(piece), tag: 'p', linkedCharacters: 0 }))
      .filter((block) => block.text !== '');
    const text = articleBlocks(blocks, entry.title)
      .map((block) => block.text)
      .join('\n\n');
    if (text !== '') return text;
  }
  return (entry.summary?.length ?? 0) >= LONG_SUMMARY_CHARACTERS ? entry.summary : null;
}

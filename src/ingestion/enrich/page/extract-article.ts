import { Readability } from '@mozilla/readability';
import type { ArticlePage } from './article-page.ts';
import { textBlocks } from './block-text.ts';
import { type PageDocument, type PageElement, parseDocument } from './dom.ts';
import { articleBlocks, removeFurniture } from './furniture.ts';
import { readJsonLd } from './json-ld.ts';
import { readMetadata } from './metadata.ts';
import { prepareHtml } from './prepare-html.ts';
import { isBeginning, isWall } from './wall.ts';

/** Longer pages are cut: the article stands in the first two million characters, or it is no article. */
export const MAX_HTML_CHARACTERS = 2_000_000;
/** Beyond these only the head of a page is read: linkedom took 10 s for 20,000 nested elements. */
export const MAX_ELEMENTS = 40_000;
export const MAX_DEPTH = 400;
/** A shorter text is a teaser, a notice or a gallery. Chinese and Japanese say as much in a third of the characters. */
const MIN_TEXT_CHARACTERS = 250;
const MIN_DENSE_TEXT_CHARACTERS = 80;

/**
 * Reads the article of a page: its text by Readability, its metadata from JSON-LD, OpenGraph and meta elements.
 * Null when the source is no page (no head, no body); `text` is null when it has no article text worth keeping.
 *
 * @param url the address that answered, against which the page's own links are resolved
 */
export function extractArticle(html: string, url: string): ArticlePage | null {
  const page = prepareHtml(html.slice(0, MAX_HTML_CHARACTERS));
  const tooLarge = page.elements > MAX_ELEMENTS || page.depth > MAX_DEPTH;
  const document = parseDocument(tooLarge ? headOnly(page.html) : page.html);
  if (document.documentElement === null || document.querySelector('head, body, title, p, article') === null)
    return null;
  const linked = readJsonLd(page.jsonLd);
  const metadata = readMetadata(document, linked, url);
  const article = tooLarge ? null : articleText(document, metadata.title);
  const hasWall = !linked.isFree || (article?.hasWall ?? false);
  const whole = (text: string | null) => wholeArticle(text, hasWall);
  return { address: url, ...metadata, text: whole(article?.text ?? null) ?? whole(plainBody(linked.body)) };
}

function headOnly(html: string): string {
  const body = html.search(/<body[\s>]/i);
  const head = (body < 0 ? html : html.slice(0, body)).slice(0, 200_000);
  return prepareHtml(head).depth > MAX_DEPTH ? '<html></html>' : head;
}

interface ArticleText {
  text: string;
  /** The page says that the rest of the article is for subscribers. */
  hasWall: boolean;
}

function articleText(document: PageDocument, title: string | null): ArticleText | null {
  if (document.body === null) return null;
  const wallWasRemoved = removeFurniture(document);
  // Readability's types speak of a browser's Document; the cast is to what it uses of it.
  const reader = new Readability<PageElement>(document as never, {
    disableJSONLD: true,
    serializer: (node: unknown) => node as PageElement,
  });
  const content = reader.parse()?.content;
  if (!content) return null;
  const blocks = textBlocks(content);
  const text = articleBlocks(blocks, title)
    .map((block) => block.text)
    .join('\n\n');
  return { text, hasWall: wallWasRemoved || blocks.some((block) => isWall(block.text)) };
}

function plainBody(body: string | null): string | null {
  if (body === null) return null;
  const content = parseDocument(
    `<html><body><div>${prepareHtml(body).html}</div></body></html>`,
  ).querySelector('div');
  return content === null
    ? null
    : textBlocks(content)
        .map((block) => block.text)
        .join('\n\n');
}

/** The text, if it is the article: not a notice or a gallery's, and not the beginning that a paywall lets through. */
function wholeArticle(text: string | null, hasWall: boolean): string | null {
  if (text === null) return null;
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const isDense = dense > text.length / 3;
  const needed = isDense ? MIN_DENSE_TEXT_CHARACTERS : MIN_TEXT_CHARACTERS;
  return text.length < needed || (hasWall && isBeginning(text, isDense)) ? null : text;
}

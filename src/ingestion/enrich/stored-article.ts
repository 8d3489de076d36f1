import type { StoredArticle } from '../../model/stored-article.ts';
import { shorten } from '../../platform/html-text.ts';
import type { FindableArticle } from './brands/brand-finder.ts';

const MAX_FIRST_SENTENCES_CHARACTERS = 300;

/** The beginning of a text, which stands for a summary where neither feed nor page brings one. */
export function firstSentencesOf(text: string): string {
  return shorten(text.replace(/\s+/g, ' '), MAX_FIRST_SENTENCES_CHARACTERS);
}

/** A stored article as it was read first: first sentences of the text are no second place at which a brand is named. */
export function findableArticle({
  title,
  summary,
  fullText,
  categories,
  language,
}: StoredArticle): FindableArticle {
  const isOwnSummary = fullText === null || summary !== firstSentencesOf(fullText);
  return { title, summary: isOwnSummary ? summary : null, text: fullText, categories, language };
}

import { type Token, tokenise } from './tokens.ts';

/** Where in an article a sentence stands. */
export type ArticlePart = 'TITLE' | 'SUMMARY' | 'TEXT';

/** A sentence with its words. */
export interface Sentence {
  part: ArticlePart;
  /** As published, trimmed. */
  text: string;
  tokens: Token[];
  /** Whether it belongs to the beginning: the summary, or the first two paragraphs (at most 700 characters). */
  lead: boolean;
  /** Whether it is a headline or heading most of whose words begin with a capital: then a capital tells nothing. */
  titleCase: boolean;
  /** Number of its paragraph, in which the headline is 0. */
  paragraph: number;
}

/** The texts of an article that are analysed. */
export interface ArticleParts {
  title: string;
  summary: string | null;
  /** Paragraphs separated by line breaks. */
  text: string | null;
}

const LEAD_PARAGRAPHS = 2;
const LEAD_CHARACTERS = 700;
/** No sentence of prose is longer; what is (a list, a table) is cut at a word, so that one line cannot be a whole page. */
const MAX_SENTENCE_CHARACTERS = 1_500;

const abbreviations = new Set(
  'mr mrs ms mx dr st ste jr sr inc ltd co corp vs no nos prof gen sen rep gov capt col lt sgt rev hon mt ft dept est approx fig vol jan feb mar apr jun jul aug sep sept oct nov dec al etc eg ie ca cf mme mlle m'.split(
    ' ',
  ),
);

/** Cuts an article into sentences, in reading order; a summary that only repeats sentences of the text is left out. */
export function articleSentences(article: ArticleParts): Sentence[] {
  const text = paragraphs(article.text ?? '');
  const inText = new Set(text.flat());
  const sentences = [sentenceOf('TITLE', article.title.replace(/\s+/g, ' ').trim(), false)];
  const summary = paragraphs(article.summary ?? '');
  for (const [index, paragraph] of summary.entries()) {
    for (const written of paragraph)
      if (!inText.has(written)) sentences.push(sentenceOf('SUMMARY', written, true, index + 1));
  }
  let characters = 0;
  for (const [index, paragraph] of text.entries()) {
    for (const written of paragraph) {
      const lead = index < LEAD_PARAGRAPHS && characters < LEAD_CHARACTERS;
      sentences.push(sentenceOf('TEXT', written, lead, summary.length + index + 1));
      characters += written.length;
    }
  }
  return sentences.filter((sentence) => sentence.tokens.length > 0);
}

function paragraphs(text: string): string[][] {
  return text
    .split(/\n+/)
    .map((paragraph) => splitSentences(paragraph.replace(/\s+/g, ' ')))
    .filter((sentences) => sentences.length > 0);
}

/** A sentence with its words; `text` is trimmed. */
export function sentenceOf(part: ArticlePart, text: string, lead: boolean, paragraph = 0): Sentence {
  const tokens = tokenise(text);
  const isHeading = part === 'TITLE' || !/[.!?…]["'”’»)]*$/.test(text);
  return { part, text, tokens, lead, titleCase: isHeading && isTitleCase(tokens), paragraph };
}

/** Cuts a paragraph at the ends of its sentences; abbreviations, initials and decimals do not end one. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  const keep = (end: number) => {
    const written = paragraph.slice(start, end).trim();
    if (written) sentences.push(...cutLong(written));
    start = end;
  };
  for (const found of paragraph.matchAll(
    /[.!?…]{1,10}["'”’»)\]]*(?=\s+["'“‘«([¿¡]*[\p{Lu}\p{N}])|[。！？]+[」』”]?/gu,
  )) {
    if (found[0] === '.' && endsInAbbreviation(paragraph.slice(Math.max(0, found.index - 12), found.index)))
      continue;
    keep(found.index + found[0].length);
  }
  keep(paragraph.length);
  return sentences;
}

function endsInAbbreviation(before: string): boolean {
  const last = /([\p{L}]+)$/u.exec(before)?.[1];
  return (
    last !== undefined &&
    ((last.length === 1 && last !== last.toLowerCase()) || abbreviations.has(last.toLowerCase()))
  );
}

function cutLong(sentence: string): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > MAX_SENTENCE_CHARACTERS) {
    const space = rest.lastIndexOf(' ', MAX_SENTENCE_CHARACTERS);
    const end = space > MAX_SENTENCE_CHARACTERS / 2 ? space : MAX_SENTENCE_CHARACTERS;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...pieces, rest];
}

/** More than 6 of 10 words of four letters and more begin with a capital, leaving out the first word. */
function isTitleCase(tokens: Token[]): boolean {
  let long = 0;
  let capitals = 0;
  for (let index = 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.folded.length < 4) continue;
    long += 1;
    if (token.capital) capitals += 1;
  }
  return long >= 3 && capitals / long > 0.6;
}

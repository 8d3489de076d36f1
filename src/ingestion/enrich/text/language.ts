import { eld } from 'eld/extrasmall';

/** A text with fewer letters says too little about its language to outweigh what its publisher declares. */
const LONG_TEXT = 200;
/** Characters that are looked at: more change nothing. */
const LOOKED_AT = 3_000;
/** How near the best guess a declared language must come, in a short and in a long text, to be believed. */
const NEAR_IN_SHORT = 0.7;
const NEAR_IN_LONG = 0.97;

/**
 * The language of a text, ISO 639-1: what its letters say, by eld; in a short text what the page or the feed
 * declares, if the letters allow it. Null when neither can tell.
 *
 * @param declared language tags in the order of trust ('en-GB', 'fr'); unusable ones are passed over
 */
export function languageOf(text: string, declared: (string | null)[]): string | null {
  const claimed = declared.map(primaryLanguage).find((language) => language !== null) ?? null;
  const result = eld.detect(text.slice(0, LOOKED_AT));
  const found = result.language || null;
  if (found === null) return claimed;
  if (claimed === null) return result.isReliable() ? found : null;
  if (claimed === found) return found;
  const scores = result.getScores();
  const near = text.length < LONG_TEXT ? NEAR_IN_SHORT : NEAR_IN_LONG;
  const isPossible = (scores[claimed] ?? 0) >= near * (scores[found] ?? 1);
  return isPossible || !result.isReliable() ? claimed : found;
}

/** 'en' of 'en-GB' and 'EN_us'; null for what is no language tag. */
function primaryLanguage(tag: string | null): string | null {
  const language = /^([a-z]{2})(?:[-_]|$)/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase();
  if (language === undefined) return null;
  return language === 'nb' || language === 'nn' ? 'no' : language;
}

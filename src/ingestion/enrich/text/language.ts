import { eld } from 'eld/extrasmall';

/** A text with fewer letters says too little about its language to outweigh what its publisher declares. */
const LONG_TEXT = 200;
/** Characters that are looked at: more change nothing. */
const LOOKED_AT = 3_000;
/** How near the best guess a declared language must come, in a short and in a long text, to be believed. */
const NEAR_IN_SHORT = 0.7;
const NEAR_IN_LONG = 0.97;
/** How sure a language is that the letters do not tell, or not clearly, and that is only declared. */
const DECLARED_ALONE = 0.5;
/** What is left of the doubt when letters and declaration say the same. */
const DOUBT_OF_BOTH = 0.2;
/** The lead of the best guess over the second, times the text's characters, that leaves e⁻¹ of the doubt. */
const LEAD_IN_CHARACTERS = 2;

/** A language with how sure it is. */
export interface ToldLanguage {
  /** ISO 639-1, null when nothing tells. */
  language: string | null;
  /** 0 to 1, to two decimals; null when there is no language. */
  confidence: number | null;
}

/**
 * The language of a text: what its letters say, by eld; in a short text what the page or the feed declares, if the
 * letters allow it. It is surer the further the best guess leads and the longer the text is: half sure where two guesses
 * are level, and surer again where the declaration says the same.
 *
 * @param declared language tags in the order of trust ('en-GB', 'fr'); unusable ones are passed over
 */
export function languageOf(text: string, declared: (string | null)[]): ToldLanguage {
  const claimed = declared.map(primaryLanguage).find((language) => language !== null) ?? null;
  const read = text.slice(0, LOOKED_AT).trim();
  const result = eld.detect(read);
  const found = result.language || null;
  const declaredAlone = { language: claimed, confidence: claimed === null ? null : DECLARED_ALONE };
  if (found === null) return declaredAlone;
  const scores = result.getScores();
  const doubt = doubtOf(scores, read.length);
  if (claimed === found) return told(found, DOUBT_OF_BOTH * doubt);
  if (!result.isReliable()) return declaredAlone;
  if (claimed === null) return told(found, doubt);
  const near = read.length < LONG_TEXT ? NEAR_IN_SHORT : NEAR_IN_LONG;
  const isPossible = (scores[claimed] ?? 0) >= near * (scores[found] ?? 1);
  return isPossible ? declaredAlone : told(found, doubt);
}

function told(language: string, doubt: number): ToldLanguage {
  return { language, confidence: Math.round((1 - doubt) * 100) / 100 };
}

/** One half where two guesses are level, less the further one leads and the more characters say so. */
function doubtOf(scores: Record<string, number>, characters: number): number {
  const [first = 0, second = 0] = Object.values(scores).sort((a, b) => b - a);
  return 0.5 * Math.exp((-(first - second) * characters) / LEAD_IN_CHARACTERS);
}

/** 'en' of 'en-GB' and 'EN_us'; null for what is no language tag. */
function primaryLanguage(tag: string | null): string | null {
  const language = /^([a-z]{2})(?:[-_]|$)/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase();
  if (language === undefined) return null;
  return language === 'nb' || language === 'nn' ? 'no' : language;
}

import type { Sentence } from '../text/sentences.ts';
import { fashionPointsOf, isCommonWord } from './context-words.ts';
import { sportWords } from './counter-words.ts';

/** What an article is about, as far as it tells how its names are meant. */
export interface Subject {
  /** Points of fashion per 100 words. */
  fashionDensity: number;
  /** Whether it is about something else: sport, or nothing that speaks of fashion in a text of some length. */
  isElsewhere: boolean;
  /** Whether so little in it speaks of fashion that a name which persons bear too is likely a person's. */
  isHardlyFashion: boolean;
}

/** Of fewer words than these nobody can tell how much they speak of anything: they count as so many. */
const LEAST_WORDS = 50;
/** Points of a word that stands in news of every kind. */
const COMMON_POINTS = 0.5;
/** A text of so many words with less fashion than this, per 100 words, is about something else. */
const LONG_TEXT_WORDS = 100;
const LEAST_FASHION = 1;
/** Articles on other things have up to 2.6, those on fashion hardly ever less. */
const HARDLY_FASHION = 2.5;
const SHORT_TEXT_WORDS = 50;
/** So many words of sport in 100, with less fashion than the other figure: reports on matches have 3.5 to 11, and 0 to 1. */
const SPORT_DENSITY = 3;
const SPORT_FASHION = 3;

/** Reads the subject off the words of an article. */
export function subjectOf(sentences: Sentence[]): Subject {
  let words = 0;
  let fashion = 0;
  let sport = 0;
  for (const { tokens } of sentences) {
    words += tokens.length;
    for (const { folded } of tokens) {
      fashion += isCommonWord(folded) ? COMMON_POINTS : fashionPointsOf(folded);
      if (sportWords.has(folded)) sport += 1;
    }
  }
  const per100 = (points: number) => (100 * points) / Math.max(words, LEAST_WORDS);
  const fashionDensity = per100(fashion);
  return {
    fashionDensity,
    isHardlyFashion: words >= SHORT_TEXT_WORDS && fashionDensity < HARDLY_FASHION,
    isElsewhere:
      (words >= LONG_TEXT_WORDS && fashionDensity < LEAST_FASHION) ||
      (per100(sport) >= SPORT_DENSITY && fashionDensity < SPORT_FASHION),
  };
}

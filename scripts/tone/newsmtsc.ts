import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { sentenceOf } from '../../src/ingestion/enrich/text/sentences.ts';
import type { Place } from '../../src/ingestion/enrich/tone/place.ts';

/** What a model tells apart, in the order of its columns. */
export const toneClasses = ['NEGATIVE', 'NEUTRAL', 'POSITIVE'] as const;
/** Index into {@link toneClasses}. */
export type ToneClass = 0 | 1 | 2;

/** A target in a sentence, with the tone that people read toward it. */
export interface LabelledTarget {
  place: Place;
  tone: ToneClass;
  /** Sentences of one article, or of articles about one event, are in one part. */
  group: string;
}

const file = new URL('../../../shared/data/text/sentiment-newsmtsc/train.jsonl', import.meta.url);
/** One in so many groups is set aside. */
const PARTS = 5;

interface Row {
  primary_gid: string;
  sentence_normalized: string;
  targets: { from: number; to: number; polarity: 2 | 4 | 6 }[];
}

/**
 * The labelled targets of NewsMTSC (Hamborg and Donnay, EACL 2021), which lies beside the repository; null where it is
 * absent. Set aside is what stands in the groups whose SHA-256 begins with a number that 5 divides, less the sentences
 * that the rest has too.
 */
export function readNewsMtsc(): { rest: LabelledTarget[]; setAside: LabelledTarget[] } | null {
  if (!existsSync(file)) return null;
  const rest = new Map<string, LabelledTarget>();
  const setAside = new Map<string, LabelledTarget>();
  const sentencesOfRest = new Set<string>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const row: Row = JSON.parse(line);
    const group = groupOf(row.primary_gid);
    const isSetAside = partOf(group, PARTS) === 0;
    if (!isSetAside) sentencesOfRest.add(row.sentence_normalized);
    for (const { from, to, polarity } of row.targets) {
      const place = placeIn(row.sentence_normalized, from, to);
      if (place === null) continue;
      const tone = polarity === 2 ? 0 : polarity === 4 ? 1 : 2;
      const key = `${from} ${to} ${row.sentence_normalized}`;
      (isSetAside ? setAside : rest).set(key, { place, tone, group });
    }
  }
  return {
    rest: [...rest.values()],
    setAside: [...setAside.values()].filter(({ place }) => !sentencesOfRest.has(place.sentence.text)),
  };
}

/** The place of the characters from `from` up to `to`; null when no word stands there. */
export function placeIn(text: string, from: number, to: number): Place | null {
  const sentence = sentenceOf('TEXT', text, false);
  const first = sentence.tokens.findIndex((token) => token.end > from);
  const after = sentence.tokens.findIndex((token) => token.start >= to);
  const end = after < 0 ? sentence.tokens.length : after;
  return first < 0 || end <= first ? null : { sentence, from: first, to: end };
}

/** The part, 0 to `parts` - 1, that a group falls into by its SHA-256. */
export function partOf(group: string, parts: number, salt = ''): number {
  return createHash('sha256').update(`${salt}${group}`).digest().readUInt32BE(0) % parts;
}

/** 'allsides_1018_408_8_…' is article 1018 about event 408; 'polusa_v1_4383521_…' is article 4383521. */
function groupOf(gid: string): string {
  const [corpus, , number] = gid.split('_');
  return `${corpus}_${number}`;
}

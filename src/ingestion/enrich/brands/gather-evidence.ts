import { groupBy } from '../../../model/group.ts';
import { wordsOfName } from '../../../model/name-words.ts';
import type { Sentence } from '../text/sentences.ts';
import type { ArticleEvidence } from './evidence.ts';
import { type Candidate, foldedOf, type Hit } from './hit.ts';
import { givenNames } from './people.ts';
import { isSurname } from './persons.ts';
import { sensesAmong } from './strangers.ts';
import type { Subject } from './subject.ts';
import { toldOfAsFirms } from './told-of.ts';

/** Gathers what an article says of all its names, before the ambiguous ones are judged. */
export function gatherEvidence(
  clear: Hit[],
  candidates: Candidate[],
  sentences: Sentence[],
  subject: Subject,
  article: { categories?: string[]; language?: string | null },
): ArticleEvidence {
  const certain = clear.filter((hit) => hit.decision.accepted);
  const ambiguous = candidates.filter(({ name }) => name.ambiguous);
  return {
    ...subject,
    namedInFull: new Set(certain.map((hit) => hit.name.brand.name)),
    certainBySentence: groupBy(certain, (hit) => hit.position),
    likelyBySentence: groupBy(
      ambiguous.filter((candidate) => isCapital(candidate) && !givenNames.has(foldedOf(candidate))),
      (candidate) => candidate.position,
    ),
    toldOfAsFirms: toldOfAsFirms(sentences),
    headlined: headlinedAmong(ambiguous),
    nounsHaveCapitals: article.language === 'de',
    categories: new Set((article.categories ?? []).map(wordsOfName)),
    surnames: new Set(ambiguous.filter((one) => one.name.isOneWord && isSurname(one)).map(foldedOf)),
    otherSenses: sensesAmong(ambiguous, subject.isHardlyFashion),
    inLowerCase: new Set(ambiguous.filter((candidate) => !isCapital(candidate)).map(foldedOf)),
  };
}

/** Brands that the headline names and the text names again, both with a capital. */
function headlinedAmong(ambiguous: Candidate[]): Set<string> {
  const named = ambiguous.filter(isCapital);
  const inText = new Set(
    named.filter(({ sentence }) => sentence.part !== 'TITLE').map(({ name }) => name.brand.name),
  );
  return new Set(
    named
      .filter(({ sentence, name }) => sentence.part === 'TITLE' && inText.has(name.brand.name))
      .map(({ name }) => name.brand.name),
  );
}

function isCapital({ sentence, from }: Candidate): boolean {
  return sentence.tokens[from]?.capital === true;
}

import { type MentionVerdict, modelsWordIn, withCorrections, withModelsWord } from './mention-correction.ts';
import type { FoundMentions, Mention } from './report.ts';

/** What is known of a report that is read again. */
export interface KnownReport {
  title: string;
  /** What stands in it. */
  stored: FoundMentions;
  /** What analysts have said of it, by the brand's canonical name; absent where they have said nothing. */
  verdicts: ReadonlyMap<string, MentionVerdict> | undefined;
}

/**
 * What a report says of brands after it was read again: what was found in it now, what a language model has said against
 * the rules, and above both what analysts have said. A tone that was judged before stays. Previews and rereadings both go
 * through here, so that the one tells what the other brings.
 */
export function asReadAgain(found: FoundMentions, { title, stored, verdicts }: KnownReport): FoundMentions {
  const held = withModelsWord(found, modelsWordIn(stored));
  const { mentions, rejectedMentions } = withCorrections(held, verdicts ?? new Map(), title);
  const judged = [...stored.mentions, ...found.mentions].filter(({ tone }) => tone !== null);
  return { mentions: mentions.map((mention) => withTone(mention, judged)), rejectedMentions };
}

function withTone(mention: Mention, judged: readonly Mention[]): Mention {
  const known = judged.find(({ brand }) => brand === mention.brand);
  return known ? { ...mention, tone: known.tone, score: known.score } : mention;
}

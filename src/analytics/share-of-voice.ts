import { type Compared, compare, type Figures } from './figures.ts';

/** The part of one brand in what is said of several. */
export interface Share {
  brand: string;
  mentions: Compared;
  stories: Compared;
  /** Its mentions by those of all, 0 to 1; null when none of them is mentioned. */
  mentionShare: Compared<number | null>;
  /** The same of stories: what copies cannot raise. */
  storyShare: Compared<number | null>;
}

/**
 * The part of each brand in the mentions, and in the stories, of all of them: those with most mentions first, then by
 * name. A report that mentions two of them is a mention of each, so shares add up to 1.
 */
export function sharesOf(figures: ReadonlyMap<string, Figures>): Share[] {
  const all = [...figures.values()];
  const total = (read: (its: Figures) => number | null) =>
    all.reduce((sum, its) => sum + (read(its) ?? 0), 0);
  const part = (of: number | null, whole: number) => (of === null || whole === 0 ? null : of / whole);
  const shares = [...figures].map(([brand, its]) => ({
    brand,
    mentions: its.reports,
    stories: its.stories,
    mentionShare: compare(
      part(
        its.reports.value,
        total(({ reports }) => reports.value),
      ),
      part(
        its.reports.before,
        total(({ reports }) => reports.before),
      ),
    ),
    storyShare: compare(
      part(
        its.stories.value,
        total(({ stories }) => stories.value),
      ),
      part(
        its.stories.before,
        total(({ stories }) => stories.before),
      ),
    ),
  }));
  return shares.sort((a, b) => b.mentions.value - a.mentions.value || (a.brand < b.brand ? -1 : 1));
}

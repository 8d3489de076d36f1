import { noSums, type RollupSums } from '../model/rollup-sums.ts';

/** A number beside what it was in the range that is compared with. */
export interface Compared<Value extends number | null = number> {
  value: Value;
  /** Null when nothing is compared with. */
  before: number | null;
  /** `value` less `before`; null when one of both is missing. */
  change: number | null;
  /** `change` by the size of `before`: 0.5 is half as much again. Null when `before` is 0 or missing. */
  changeShare: number | null;
}

/** A number that may be missing beside what it was. */
export type ComparedRate = Compared<number | null>;

/** How reports or mentions speak: how many in each way, and the mean of their scores. */
export interface ToneFigures {
  positive: Compared;
  neutral: Compared;
  negative: Compared;
  /** Of reports alone; a mention is never MIXED. */
  mixed: Compared;
  /** In languages in which tone is not read, or counted by an analyst against the finder: of no tone, and in no mean. */
  unjudged: Compared;
  /** The mean score of those that were judged, -1 to 1; null of nothing. */
  score: ComparedRate;
}

/** What is told of any group of reports or mentions. */
export interface Figures {
  /** Reports, copies of one story each for itself. */
  reports: Compared;
  /** Stories whose first report, of those in the group, lies in the range. */
  stories: Compared;
  /** Reports by stories: how many outlets tell what one broke. Null without stories. */
  pickUpRate: ComparedRate;
  tone: ToneFigures;
}

/** A number beside an earlier one. @param before null when nothing is compared with */
export function compare<Value extends number | null>(value: Value, before: number | null): Compared<Value> {
  const change = value === null || before === null ? null : value - before;
  const changeShare = change === null || before === null || before === 0 ? null : change / Math.abs(before);
  return { value, before, change, changeShare };
}

/** The figures of sums. @param before null when nothing is compared with; {@link noSums} when there was nothing */
export function figuresOf(now: RollupSums, before: RollupSums | null): Figures {
  const beside = (read: (sums: RollupSums) => number) => compare(read(now), before && read(before));
  const rate = (read: (sums: RollupSums) => number | null) => compare(read(now), before && read(before));
  return {
    reports: beside(({ count }) => count),
    stories: beside(({ stories }) => stories),
    pickUpRate: rate(pickUpRate),
    tone: {
      positive: beside(({ positive }) => positive),
      neutral: beside(({ neutral }) => neutral),
      negative: beside(({ negative }) => negative),
      mixed: beside(({ mixed }) => mixed),
      unjudged: beside(unjudged),
      score: rate(meanScore),
    },
  };
}

/** Reports by stories; null without stories. */
export function pickUpRate({ count, stories }: RollupSums): number | null {
  return stories === 0 ? null : count / stories;
}

/** The mean of the scores of what was judged, -1 to 1; null of nothing. */
export function meanScore(sums: RollupSums): number | null {
  const count = judged(sums);
  return count === 0 ? null : sums.scoreSum / 1000 / count;
}

/** How many have no tone. */
export function unjudged(sums: RollupSums): number {
  return sums.count - judged(sums);
}

/** How many have a tone. */
function judged({ positive, neutral, negative, mixed }: RollupSums): number {
  return positive + neutral + negative + mixed;
}

/**
 * The figures of rows that belong together. @param rows of span 0, the range, and span 1, what it is compared with
 * @param isCompared whether there is a span 1
 */
export function figuresOfRows(
  rows: readonly (RollupSums & { span: number })[],
  isCompared: boolean,
): Figures {
  const of = (span: number) => rows.find((row) => row.span === span) ?? noSums;
  return figuresOf(of(0), isCompared ? of(1) : null);
}

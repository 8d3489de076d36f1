import { type Counts, decompose } from '../analytics/alerts/decompose.ts';
import { daysLookedAt, daysOfWeek, type Judgement, judge } from '../analytics/alerts/judge.ts';
import { alertInWords } from '../analytics/alerts/words.ts';
import { changeInWords, changesUntil } from '../analytics/source-change.ts';
import {
  type Alert,
  type AlertKind,
  type AlertParts,
  type AlertRule,
  type AlertFigures as Figures,
  mostAlertReports,
} from '../model/alert.ts';
import type { ChangedFeed } from '../model/feed-change.ts';
import type { PartRow, SearchRow, WantedParts } from '../storage/alerts/alert-figures.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import { DayCounts } from './series.ts';
import type { Subjects } from './subjects.ts';

/** A rule and brand with what was made of them. */
export interface Lively {
  subjects: Subjects<AlertRule>;
  brand: string;
  judgement: Judgement | null;
  /** The alert that is open; null when one is to be opened. */
  open: Alert | null;
}

/** What the judgement was made from. */
export interface Surroundings {
  counts: DayCounts;
  knownDays: number;
  knownSince: Date | null;
  end: Date;
  matches: readonly SearchRow[];
}

/** What an alert says. */
export type Description = Figures & Pick<Alert, 'label' | 'reason' | 'message' | 'parts' | 'reportIds'>;

/** The days that are judged of each kind, and those that they are compared with. */
const periods: Record<Exclude<AlertKind, 'SEARCH_MATCH'>, Pick<WantedParts, 'days' | 'pastDays'>> = {
  SPIKE: { days: 1, pastDays: daysLookedAt - 1 },
  NEGATIVE_TURN: { days: daysOfWeek, pastDays: daysLookedAt - daysOfWeek },
  FIRST_MENTION: { days: 1, pastDays: daysLookedAt - 1 },
  SHARE_OF_VOICE: { days: daysOfWeek, pastDays: daysOfWeek },
};

/** Reasons that are written out. */
const mostReasons = 3;

/**
 * What alerts say: figures in words, the change in parts, the reports, and whether it comes from changed feeds. In their
 * order; four statements at most, however many there are.
 */
export async function describeAll(
  lively: readonly Lively[],
  surroundings: Surroundings,
  { alertFigures }: Pick<TenantRepositories, 'alertFigures'>,
  now: Date,
): Promise<Description[]> {
  const { end, knownSince, matches } = surroundings;
  const ofBrands = lively.filter(({ subjects }) => subjects.condition.kind !== 'SEARCH_MATCH');
  const wanted = ofBrands.map(wantedOf);
  const parts = wanted.length === 0 ? [] : await alertFigures.parts(wanted, end);
  const evidence = wanted.length === 0 ? new Map() : await alertFigures.evidence(wanted, end);
  const changed =
    wanted.length === 0 || !knownSince ? [] : await alertFigures.changedFeeds(changesUntil(now));
  const involved = [...new Set(ofBrands.flatMap(({ brand, subjects }) => [brand, ...subjects.rivals]))];
  const changedIds = changed.map(({ id }) => id);
  const fromChanged =
    changed.length === 0 ? [] : await alertFigures.daysOfFeeds(involved, changedIds, end, daysLookedAt);
  const changedCounts = new DayCounts(fromChanged, daysLookedAt);

  return lively.map((one): Description => {
    const { subjects, brand, judgement } = one;
    if (!judgement) throw new Error('there is nothing to describe');
    const { observed, expected, score } = judgement;
    const figures = { observed, expected, score };
    const { condition } = subjects;
    const message = alertInWords(condition, brand === '' ? condition.name : brand, figures);
    const at = ofBrands.indexOf(one);
    if (at === -1) {
      return {
        ...figures,
        message,
        label: null,
        reason: null,
        ...searchParts(figures, matches, subjects.search),
      };
    }
    const its = fromChanged.filter((row) => row.brand === brand || subjects.rivals.includes(row.brand));
    const reason = isSourceChange(one, changedCounts, surroundings)
      ? reasonOf(changed.filter(({ id }) => its.some(({ feedIds }) => feedIds.includes(id))))
      : null;
    return {
      ...figures,
      message,
      label: reason === null ? null : 'SOURCE_CHANGE',
      reason,
      parts: partsOf(figures, (isPast, facet) => countsOf(parts, at, isPast, facet)),
      reportIds: evidence.get(at) ?? [],
    };
  });
}

function wantedOf({ subjects, brand }: Lively): WantedParts {
  const { kind } = subjects.condition;
  const period = kind === 'SEARCH_MATCH' ? { days: 1, pastDays: 0 } : periods[kind];
  return { brand, ...period, isNegative: kind === 'NEGATIVE_TURN' };
}

/**
 * Whether it is the feeds that have changed and not the press: without what changed feeds brought, now and before, there
 * would be no alert, or nothing could be said. What has been told is not taken back.
 */
function isSourceChange(
  { subjects, brand, open }: Lively,
  changed: DayCounts,
  around: Surroundings,
): boolean {
  if (open && open.toldAt !== null) return false;
  const { condition, rivals } = subjects;
  const series = around.counts.seriesWithout(changed, brand, rivals);
  const otherwise = judge(condition, series, 0, around.knownDays);
  return otherwise === null || (open ? otherwise.isOver : !otherwise.isAlarming);
}

function reasonOf(feeds: readonly ChangedFeed[]): string {
  const reasons = feeds.slice(0, mostReasons).map(changeInWords);
  const others = feeds.length > mostReasons ? ` and ${feeds.length - mostReasons} more` : '';
  return `Without feeds that have changed there would be no alert: ${reasons.join('; ')}${others}.`;
}

function partsOf(figures: Figures, of: (isPast: boolean, facet: PartRow['facet']) => Counts): AlertParts {
  const by = (facet: PartRow['facet']) => decompose(figures, of(false, facet), of(true, facet));
  return { outlets: by('SOURCE'), topics: by('TOPIC'), tones: by('TONE') };
}

function countsOf(rows: readonly PartRow[], at: number, isPast: boolean, facet: PartRow['facet']): Counts {
  const its = rows.filter((row) => row.at === at && row.isPast === isPast && row.facet === facet);
  return summed(its.map(({ value, count }) => [value, count]));
}

function searchParts(
  figures: Figures,
  matches: readonly SearchRow[],
  search: number | null,
): Pick<Description, 'parts' | 'reportIds'> {
  const its = matches.filter(({ at }) => at === search);
  const by = (of: (row: SearchRow) => string) => summed(its.map((row) => [of(row), row.count]));
  const now = {
    SOURCE: by(({ source }) => source),
    TOPIC: by(({ topic }) => topic),
    TONE: by(({ tone }) => tone),
  };
  const reportIds = its
    .flatMap((row) => row.reportIds)
    .sort()
    .reverse();
  return {
    parts: partsOf(figures, (isPast, facet) => (isPast ? new Map() : now[facet])),
    reportIds: reportIds.slice(0, mostAlertReports),
  };
}

function summed(counts: readonly (readonly [string, number])[]): Counts {
  const sums = new Map<string, number>();
  for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count);
  return sums;
}

import type { DayCount, Series } from '../analytics/alerts/judge.ts';
import type { BrandDayRow } from '../storage/alerts/alert-figures.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The end of the hour under way: rollups know no less. */
export function endOfHour(now: Date): Date {
  return new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs);
}

/** Whole days of 24 hours between two moments; 0 when the first is not known. */
export function daysSince(since: Date | null, end: Date): number {
  return since === null ? 0 : Math.max(0, Math.floor((end.getTime() - since.getTime()) / dayMs));
}

/** What was counted of brands, by the day. */
export class DayCounts {
  private readonly byBrand = new Map<string, DayCount[]>();

  /** @param length of each series, in days */
  constructor(
    rows: readonly BrandDayRow[],
    private readonly length: number,
  ) {
    for (const { brand, day, mentions, judged, negative } of rows) {
      const days = this.byBrand.get(brand) ?? this.nothing();
      days[day] = { mentions, judged, negative };
      this.byBrand.set(brand, days);
    }
  }

  /** The series of a brand and of its rivals. */
  series(brand: string, rivals: readonly string[]): Series {
    return { own: this.of(brand), rivals: this.sum(rivals) };
  }

  /** The same series without what `others` counted of it. */
  seriesWithout(others: DayCounts, brand: string, rivals: readonly string[]): Series {
    return {
      own: less(this.of(brand), others.of(brand)),
      rivals: less(this.sum(rivals), others.sum(rivals)),
    };
  }

  private of(brand: string): DayCount[] {
    return this.byBrand.get(brand) ?? this.nothing();
  }

  private sum(brands: readonly string[]): DayCount[] {
    return brands.reduce(
      (sum, brand) =>
        sum.map(({ mentions, judged, negative }, day) => {
          const own = this.of(brand)[day];
          return {
            mentions: mentions + (own?.mentions ?? 0),
            judged: judged + (own?.judged ?? 0),
            negative: negative + (own?.negative ?? 0),
          };
        }),
      this.nothing(),
    );
  }

  private nothing(): DayCount[] {
    return Array.from({ length: this.length }, () => ({ mentions: 0, judged: 0, negative: 0 }));
  }
}

/** What is counted twice over is never less than nothing: rollups and mentions are read one after the other. */
function less(all: readonly DayCount[], some: readonly DayCount[]): DayCount[] {
  return all.map(({ mentions, judged, negative }, day) => ({
    mentions: Math.max(0, mentions - (some[day]?.mentions ?? 0)),
    judged: Math.max(0, judged - (some[day]?.judged ?? 0)),
    negative: Math.max(0, negative - (some[day]?.negative ?? 0)),
  }));
}

import type { ReportFilter } from '../../model/report.ts';

type Conditions = Omit<ReportFilter, 'publishedAfter' | 'publishedBefore' | 'and'>;

/** A condition of a filter. */
export type Condition = {
  [Name in keyof Conditions]-?: { name: Name; value: NonNullable<Conditions[Name]> };
}[keyof Conditions];

/** A filter taken apart, with the filters within it. */
export interface FilterParts {
  /** Published at this moment or later. */
  after: Date | null;
  /** Published before this moment. */
  before: Date | null;
  /** The brands of a report that must mention one brand, one for each condition that says so. */
  brands: string[];
  /** All other conditions. */
  others: Condition[];
}

/** Takes a filter apart: what is left holds together, and says the same. */
export function partsOf(filter: ReportFilter): FilterParts {
  const { publishedAfter, publishedBefore, and = [], ...conditions } = filter;
  const own = (Object.entries(conditions) as [string, unknown][])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, value }) as Condition);
  const brandOf = (condition: Condition) => (isOneBrand(condition) ? [condition.value[0] ?? ''] : []);
  return [...and.map(partsOf)].reduce(
    (all, part) => ({
      after: later(all.after, part.after),
      before: earlier(all.before, part.before),
      brands: [...all.brands, ...part.brands],
      others: [...all.others, ...part.others],
    }),
    {
      after: publishedAfter ?? null,
      before: publishedBefore ?? null,
      brands: own.flatMap(brandOf),
      others: own.filter((condition) => !isOneBrand(condition)),
    },
  );
}

/** The brand that is all that a filter asks for, but for when; null when it asks for more, or for another thing. */
export function soleBrandOf(filter: ReportFilter): string | null {
  const { brands, others } = partsOf(filter);
  const [brand] = brands;
  return brand !== undefined && others.length === 0 && new Set(brands).size === 1 ? brand : null;
}

function isOneBrand(
  condition: Condition,
): condition is Extract<Condition, { name: 'brandsAll' | 'brandsAny' }> {
  return (
    (condition.name === 'brandsAll' || condition.name === 'brandsAny') && new Set(condition.value).size === 1
  );
}

function later(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other < one) ? other : one;
}

import type { Seen } from '../../analytics/brand-questions.ts';
import type { CoMention } from '../../analytics/co-mentions.ts';
import { type Figures, figuresOf } from '../../analytics/figures.ts';
import { jsonSpan } from '../../analytics/question.ts';
import type { ValueFigures } from '../../analytics/report-questions.ts';
import { pointOf } from '../../analytics/series.ts';
import { type Share, sharesOf } from '../../analytics/share-of-voice.ts';
import type { Brand } from '../../model/brand.ts';
import { badFields } from '../../model/errors.ts';
import type { PeriodLength } from '../../model/periods.ts';
import type { Reach } from '../../model/reach.ts';
import { topics } from '../../model/report.ts';
import { type MentionFacet, noSums, type RollupSums } from '../../model/rollup-sums.ts';
import { Faults } from '../args/faults.ts';
import { readSize } from '../args/page.ts';
import { readText } from '../args/values.ts';
import { brandKnownAs, knownBrands } from '../brand-names.ts';
import type { Session } from '../context.ts';
import { inputLimits } from '../limits/limits.ts';
import {
  asLanguages,
  asSources,
  asTopics,
  type DatedPoint,
  dated,
  spansOfPeriods,
} from './figures-of-reports.ts';
import { type AnalyticsFrame, jsonFrame, jsonSpans, readPeriods } from './frame.ts';

/** One brand in a frame. */
export interface FramedBrand {
  brand: Brand;
  frame: AnalyticsFrame;
}

/** The brand that has a name or alias. @throws {CodedError} NOT_FOUND when none has */
export async function framedBrand(
  session: Session,
  frame: AnalyticsFrame,
  name: string,
): Promise<FramedBrand> {
  return { brand: await brandKnownAs(session, readText('name', name) ?? name), frame };
}

/**
 * Brands by name or alias, each once, in the order in which they are first named.
 *
 * @throws {CodedError} BAD_USER_INPUT for none, too many or unknown ones
 */
export async function framedBrands(
  session: Session,
  frame: AnalyticsFrame,
  names: readonly string[],
): Promise<FramedBrand[]> {
  const brands = await readBrands(session, names);
  return brands.map((brand) => ({ brand, frame }));
}

/** The figures of a brand's mentions. */
export async function figuresOfBrand({ loaders }: Session, { brand, frame }: FramedBrand): Promise<Figures> {
  const key = { parent: brand.name, frame: jsonFrame(frame), spans: jsonSpans(frame) };
  return figuresIn(frame, await loaders.analytics.sumsByBrand.load(key));
}

/** A brand's mentions in each period of the range, in their order. */
export async function seriesOfBrand(
  { loaders }: Session,
  { brand, frame }: FramedBrand,
  by: PeriodLength,
): Promise<DatedPoint[]> {
  const periods = readPeriods(frame.range, by);
  const key = { parent: brand.name, frame: jsonFrame(frame), spans: spansOfPeriods(periods) };
  return dated(frame, periods, (await loaders.analytics.sumsByBrand.load(key)).map(pointOf));
}

/** The topics of the reports that mention a brand, the most frequent first. */
export async function topicsOfBrand(session: Session, of: FramedBrand) {
  return asTopics(await valuesOfBrand(session, of, 'TOPIC', topics.length));
}

/** The outlets that mention a brand most. */
export async function sourcesOfBrand(session: Session, of: FramedBrand, first: number) {
  return asSources(await valuesOfBrand(session, of, 'SOURCE', first));
}

/** The languages in which a brand is written about, the most frequent first. */
export async function languagesOfBrand(session: Session, of: FramedBrand, first: number) {
  return asLanguages(await valuesOfBrand(session, of, 'LANGUAGE', first));
}

/** The brands that are mentioned beside one most, by canonical name. */
export async function coMentionedBrands({ loaders }: Session, { brand, frame }: FramedBrand, first: number) {
  const size = readSize('first', first, inputLimits.values);
  const key = { ...jsonFrame(frame), first: size, parent: brand.name };
  const values = await loaders.analytics.besideByBrand.load(key);
  return values.map(({ value, ...figures }) => ({ brand: value, ...figures }));
}

/** When a brand was first and last written about. */
export async function seenOfBrand({ loaders }: Session, { brand }: FramedBrand): Promise<Seen> {
  return loaders.analytics.seenByBrand.load({ parent: brand.name });
}

/** How many people the reports reach that mention a brand, by the tenant's own figures. */
export async function reachOfBrand({ loaders }: Session, { brand, frame }: FramedBrand): Promise<Reach> {
  return loaders.analytics.reachByBrand.load({ range: jsonSpan(frame.range), parent: brand.name });
}

/** What was said most kindly, or most harshly, of a brand. */
export async function quotesOfBrand(
  { loaders }: Session,
  { brand, frame }: FramedBrand,
  which: 'BEST' | 'WORST',
  first: number,
) {
  const size = readSize('first', first, inputLimits.quotes);
  const key = { range: jsonSpan(frame.range), which, first: size, parent: brand.name };
  return loaders.analytics.quotesByBrand.load(key);
}

/** The parts of brands in what is said of all of them, those with most mentions first. */
export async function shareOfVoice(
  session: Session,
  frame: AnalyticsFrame,
  names: readonly string[] | null | undefined,
  first: number,
): Promise<Share[]> {
  const { brands, size } = await readBrandsAndSize(session, names, first);
  const figures = await (brands
    ? figuresOfBrands(session, frame, brands)
    : figuresOfFollowed(session, frame));
  return sharesOf(figures).slice(0, size);
}

/** The part of a brand in what is said of the brands that the tenant follows, itself included. */
export async function shareOfBrand(session: Session, of: FramedBrand): Promise<Share> {
  const { brand, frame } = of;
  const [own, followed] = await Promise.all([figuresOfBrand(session, of), figuresOfFollowed(session, frame)]);
  // What is known of one that is followed is of the same moment as that of the others.
  const share = sharesOf(new Map([[brand.name, own], ...followed])).find((its) => its.brand === brand.name);
  if (!share) throw new Error(`the shares lack ${brand.name}, which they were made for`);
  return share;
}

/** The pairs of brands that come together most often beyond chance. */
export async function coMentionsOf(
  session: Session,
  { range }: AnalyticsFrame,
  names: readonly string[] | null | undefined,
  first: number,
): Promise<CoMention[]> {
  const { brands: named, size } = await readBrandsAndSize(session, names, first);
  const { loaders } = session;
  const brands = named ?? (await loaders.followedBrands.load(''));
  if (brands.length === 0) return [];
  const args = { brands: brands.map(({ name }) => name).sort(), range: jsonSpan(range), first: size };
  return loaders.analytics.coMentions.load(args);
}

/** The figures of a set of brands, by name. */
async function figuresOfBrands(
  { loaders }: Session,
  frame: AnalyticsFrame,
  all: readonly Brand[],
): Promise<Map<string, Figures>> {
  const brands = [...new Set(all.map(({ name }) => name))].sort();
  const sums = await loaders.analytics.sumsOfBrands.load({ brands, spans: jsonSpans(frame) });
  return new Map(brands.map((brand) => [brand, figuresIn(frame, sums[brand] ?? [])]));
}

/** The figures of the brands that the tenant follows, by name. */
async function figuresOfFollowed({ loaders }: Session, frame: AnalyticsFrame): Promise<Map<string, Figures>> {
  const sums = await loaders.analytics.sumsOfFollowed.load({ spans: jsonSpans(frame) });
  return new Map(Object.entries(sums).map(([brand, its]) => [brand, figuresIn(frame, its)]));
}

/** The figures of a frame. @param sums of its {@link jsonSpans} */
function figuresIn({ compared }: AnalyticsFrame, [sums = noSums, before = noSums]: readonly RollupSums[]) {
  return figuresOf(sums, compared && before);
}

async function valuesOfBrand(
  { loaders }: Session,
  { brand, frame }: FramedBrand,
  facet: MentionFacet,
  first: number,
): Promise<ValueFigures[]> {
  const size = readSize('first', first, inputLimits.values);
  return loaders.analytics.valuesByBrand.load({
    frame: jsonFrame(frame),
    facet,
    first: size,
    parent: brand.name,
  });
}

/** Null for the brands where none are named: those that the tenant follows. */
async function readBrandsAndSize(
  session: Session,
  names: readonly string[] | null | undefined,
  first: number,
): Promise<{ brands: Brand[] | null; size: number }> {
  const faults = new Faults();
  const size = faults.read('first', () => readSize('first', first, inputLimits.values)) ?? 0;
  const [found] = await Promise.allSettled([names ? readBrands(session, names) : null]);
  const brands = faults.settle('brands', found) ?? null;
  faults.throwIfAny();
  return { brands, size };
}

async function readBrands(session: Session, names: readonly string[]): Promise<Brand[]> {
  const most = inputLimits.comparedBrands;
  if (names.length < 1 || names.length > most) {
    const message = `${names.length} brands. Name 1 to ${most}.`;
    throw badFields([{ field: 'brands', message }]);
  }
  const faults = new Faults();
  const typed = names.map((name) => readText('brands', name) ?? name);
  const [found] = await Promise.allSettled([knownBrands(session, typed)]);
  const brands = faults.settle('brands', found) ?? [];
  faults.throwIfAny();
  return [...new Map(brands.map((brand) => [brand.name, brand])).values()];
}

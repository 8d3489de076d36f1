import { setImmediate } from 'node:timers/promises';
import type { Brand } from '../model/brand.ts';
import { badFields } from '../model/errors.ts';
import type { MentionReason, NameRule } from '../model/mention-evidence.ts';
import type { MentionReader, StoredArticle } from '../model/stored-article.ts';
import type { TenantSettings } from '../model/tenant-catalogue.ts';
import { rulesDraft } from './args/brand-forms.ts';
import { readText } from './args/values.ts';
import { rulesMeant } from './brand-changes.ts';
import { brandKnownAs } from './brand-names.ts';
import type { Session } from './context.ts';
import type { BrandRulesDraft } from './generated/types.ts';
import { inputLimits } from './limits/limits.ts';
import { recentSince } from './recent-days.ts';

/** One report of a preview. */
export interface PreviewSample {
  reportId: string;
  name: string | null;
  reason: MentionReason | null;
  quote: string | null;
}

/** Reports of a preview. */
export interface PreviewedReports {
  count: number;
  samples: PreviewSample[];
}

/** What rules would change if they were saved. */
export interface BrandRulesPreview {
  brand: Brand;
  since: Date;
  reportsConcerned: number;
  reportsRead: number;
  added: PreviewedReports;
  removed: PreviewedReports;
  unchanged: PreviewedReports;
}

const mostSamples = 10;
/** Texts that are fetched at once. */
const batchSize = 100;
/** Others are served at least this often while texts are read, in milliseconds. */
const sliceMs = 10;

/**
 * Reads the newest reports that rules may concern by these rules, and compares what they would count with what they do.
 * What analysts have said of a report stays. Other requests are served all the while: a text of usual length is read in
 * 1 to 2 ms, the longest in 60.
 *
 * @throws {CodedError} NOT_FOUND when no brand has the name, BAD_USER_INPUT with every fault of the draft
 * @throws the reason of the request's signal
 */
export async function previewBrandRules(
  session: Session,
  name: string,
  draft: BrandRulesDraft,
): Promise<BrandRulesPreview> {
  const { articles, brands, corrections } = session.tenant;
  const given = readDraft(draft);
  const brand = await brandKnownAs(session, readText('brand', name) ?? name);
  const rules = rulesMeant(given, brand, 'draft.');
  const since = recentSince(session.now());
  const concerned = { brands: [brand.name], names: [brand.name, ...brand.aliases] };
  const { ids, total } = await articles.newestConcerned(concerned, since, inputLimits.reportsPreviewed);
  const reader = session.makeMentionReader(
    await brands.catalogue(),
    withRules(await brands.settings(), brand.name, rules),
  );
  const verdicts = await corrections.byReportIds(ids);
  const counted = { added: none(), removed: none(), unchanged: none() };
  let pausedAt = performance.now();
  for (let from = 0; from < ids.length; from += batchSize) {
    const batch = ids.slice(from, from + batchSize);
    const byId = new Map((await articles.byIds(batch)).map((article) => [article.id, article]));
    for (const id of batch) {
      const article = byId.get(id);
      // One that was just deleted.
      if (!article) continue;
      const isCounted = article.brands.includes(brand.name);
      const verdict = verdicts.get(id)?.get(brand.name);
      const would = read(reader, article, brand.name);
      const wouldCount = verdict ? verdict === 'IS_MENTION' : would.counts;
      const kind = wouldCount ? (isCounted ? 'unchanged' : 'added') : isCounted ? 'removed' : null;
      if (kind) add(counted[kind], verdict ? { ...would.sample, reason: 'CORRECTED' } : would.sample);
      if (performance.now() - pausedAt < sliceMs) continue;
      await setImmediate();
      pausedAt = performance.now();
    }
  }
  return { brand, since, reportsConcerned: total, reportsRead: ids.length, ...counted };
}

/** @throws {CodedError} BAD_USER_INPUT with every fault of the draft's form */
function readDraft(draft: BrandRulesDraft): readonly NameRule[] {
  const parsed = rulesDraft.safeParse(draft);
  if (!parsed.success) {
    throw badFields(
      parsed.error.issues.map(({ path, message }) => ({ field: ['draft', ...path].join('.'), message })),
    );
  }
  return parsed.data.rules;
}

function withRules(settings: TenantSettings, brand: string, rules: readonly NameRule[]): TenantSettings {
  const nothing = { brand, ignored: false, ownAliases: [], ambiguousNames: null, mergedInto: null };
  const said = settings.brands.find((one) => one.brand === brand) ?? nothing;
  const others = settings.brands.filter((one) => one.brand !== brand);
  return { ...settings, brands: [...others, { ...said, rules: [...rules] }] };
}

function read(reader: MentionReader, article: StoredArticle, brand: string) {
  const { mentions, rejectedMentions } = reader.read(article);
  const mention = mentions.find((one) => one.brand === brand);
  const evidence = mention ?? rejectedMentions.find((one) => one.brand === brand);
  const sample: PreviewSample = {
    reportId: article.id,
    name: evidence?.name ?? null,
    reason: evidence?.reason ?? null,
    quote: evidence?.quote ?? null,
  };
  return { counts: mention !== undefined, sample };
}

function none(): PreviewedReports {
  return { count: 0, samples: [] };
}

function add(reports: PreviewedReports, sample: PreviewSample): void {
  reports.count += 1;
  if (reports.samples.length < mostSamples) reports.samples.push(sample);
}

import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { Brand } from '../model/brand.ts';
import { badFields } from '../model/errors.ts';
import type { MentionReason, RejectedMention } from '../model/mention-evidence.ts';
import { asReadAgain } from '../model/read-again.ts';
import type { FoundMentions, Mention } from '../model/report.ts';
import type { StoredArticle } from '../model/stored-article.ts';
import type { TenantSettings } from '../model/tenant-catalogue.ts';
import { rulesDraft } from './args/brand-forms.ts';
import { Faults } from './args/faults.ts';
import { readText, withoutNulls } from './args/values.ts';
import { brandKnownAs } from './brand-names.ts';
import type { Session } from './context.ts';
import type { BrandRulesDraft } from './generated/types.ts';
import { inputLimits } from './limits/limits.ts';
import { type NamesMeant, namesMeant } from './names-meant.ts';
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
 * Reads the newest reports that rules may concern by these rules and aliases, and compares what they would count with what
 * they do. What analysts and a language model have said of a report stays, as in a rereading. Other requests are served
 * all the while: a text of usual length is read in 1 to 2 ms, the longest in 60.
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
  const faults = new Faults('draft.');
  const meant = await namesMeant(given, brand, session.tenant, faults);
  faults.throwIfAny();
  const since = recentSince(session.now());
  const names = [...new Set([brand.name, ...brand.aliases, ...(meant.ownAliases ?? [])])];
  const concerned = { brands: [brand.name], names };
  const { ids, total } = await articles.newestConcerned(concerned, since, inputLimits.reportsPreviewed);
  const reader = session.makeMentionReader(
    await brands.catalogue(),
    withNames(await brands.settings(), brand.name, meant),
  );
  const verdicts = await corrections.byReportIds(ids);
  const counted = { added: none(), removed: none(), unchanged: none() };
  let pausedAt = performance.now();
  for (let from = 0; from < ids.length; from += batchSize) {
    for (const { article, stored } of await reportsToRead(session, ids.slice(from, from + batchSize))) {
      const { id, title } = article;
      const isOfBrand = (one: { brand: string }) => one.brand === brand.name;
      const would = asReadAgain(reader.read(article), { title, stored, verdicts: verdicts.get(id) });
      const mention = would.mentions.find(isOfBrand);
      const isCounted = stored.mentions.some(isOfBrand);
      const kind = mention ? (isCounted ? 'unchanged' : 'added') : isCounted ? 'removed' : null;
      if (kind) add(counted[kind], sampleOf(id, mention ?? would.rejectedMentions.find(isOfBrand)));
      if (performance.now() - pausedAt < sliceMs) continue;
      await setImmediate();
      pausedAt = performance.now();
    }
  }
  return { brand, since, reportsConcerned: total, reportsRead: ids.length, ...counted };
}

/** @throws {CodedError} BAD_USER_INPUT with every fault of the draft's form */
function readDraft(draft: BrandRulesDraft): z.output<typeof rulesDraft> {
  const parsed = rulesDraft.safeParse(withoutNulls(draft));
  if (!parsed.success) {
    throw badFields(
      parsed.error.issues.map(({ path, message }) => ({ field: ['draft', ...path].join('.'), message })),
    );
  }
  return parsed.data;
}

/** The settings with what a draft says of a brand's names. */
function withNames(settings: TenantSettings, brand: string, meant: NamesMeant): TenantSettings {
  const nothing = {
    brand,
    ignored: false,
    ownAliases: [],
    ambiguousNames: null,
    mergedInto: null,
    rules: [],
  };
  const said = settings.brands.find((one) => one.brand === brand) ?? nothing;
  const others = settings.brands.filter((one) => one.brand !== brand);
  return { ...settings, brands: [...others, { ...said, ...meant }] };
}

/** Reports in the order of their ids, each with what stands in it; those that were just deleted are left out. */
async function reportsToRead(
  { tenant: { articles, reports } }: Session,
  ids: readonly string[],
): Promise<{ article: StoredArticle; stored: FoundMentions }[]> {
  const [found, mentions, rejected] = await Promise.all([
    articles.byIds(ids),
    reports.mentions(ids),
    reports.rejectedMentions(ids),
  ]);
  const byId = new Map(found.map((article) => [article.id, article]));
  return ids.flatMap((id) => {
    const article = byId.get(id);
    const stored = { mentions: mentions.get(id) ?? [], rejectedMentions: rejected.get(id) ?? [] };
    return article ? [{ article, stored }] : [];
  });
}

function sampleOf(reportId: string, evidence: Mention | RejectedMention | undefined): PreviewSample {
  return {
    reportId,
    name: evidence?.name ?? null,
    reason: evidence?.reason ?? null,
    quote: evidence?.quote ?? null,
  };
}

function none(): PreviewedReports {
  return { count: 0, samples: [] };
}

function add(reports: PreviewedReports, sample: PreviewSample): void {
  reports.count += 1;
  if (reports.samples.length < mostSamples) reports.samples.push(sample);
}

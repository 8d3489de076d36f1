import { LRUCache } from 'lru-cache';
import type { CatalogueBrand } from '../../model/brand.ts';
import { usualMentionThreshold } from '../../model/tenant.ts';
import { type TenantSettings, tenantCatalogue } from '../../model/tenant-catalogue.ts';
import { type ArticleAnalyser, createArticleAnalyser } from './analyser.ts';

/** Gives the analyser that finds brands as a tenant wants them found; the same one for the same settings. */
export type AnalyserFor = (settings: TenantSettings) => ArticleAnalyser;

/** Those of a tenant that says nothing. */
export const usualSettings: TenantSettings = { brands: [], mentionThreshold: usualMentionThreshold };

/** Kept at once: one takes 8 MB for a catalogue of 8,300 brands, and 35 ms to make. */
const mostKept = 10;

/** Makes one analyser for all tenants that leave the catalogue as it is, and others when they are asked for. */
export function createTenantAnalysers(catalogue: CatalogueBrand[]): AnalyserFor {
  const usual = createArticleAnalyser(catalogue, { threshold: usualMentionThreshold });
  const kept = new LRUCache<string, ArticleAnalyser>({ max: mostKept });
  return (settings) => {
    const { brands: said, mentionThreshold: threshold } = settings;
    if (said.length === 0 && threshold === usualMentionThreshold) return usual;
    // What is said, not who says it or when: settings that changed are another key.
    const key = JSON.stringify(settings);
    const known = kept.get(key);
    if (known) return known;
    const { brands, ignored } = tenantCatalogue(catalogue, said);
    const made = createArticleAnalyser(brands, { ignored, threshold });
    kept.set(key, made);
    return made;
  };
}

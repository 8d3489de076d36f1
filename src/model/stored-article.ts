import type { CatalogueBrand } from './brand.ts';
import type { FoundMentions } from './report.ts';
import type { TenantSettings } from './tenant-catalogue.ts';

/** What a report was read from, as it is stored: enough to find its brands again. */
export interface StoredArticle {
  /** The report's id. */
  id: string;
  title: string;
  /** The feed's or the page's, or the first sentences of the text. */
  summary: string | null;
  fullText: string | null;
  /** None also where they were not kept. */
  categories: string[];
  /** ISO 639-1, null when it could not be told. */
  language: string | null;
}

/** Finds brands in stored articles. Pure: no I/O, no clock. */
export interface MentionReader {
  /** What counts, the most prominent first, and what does not, the surest first. Tone is not read: all are NEUTRAL. */
  read(article: StoredArticle): FoundMentions;
}

/** Makes the reader that finds the brands of the catalogue as a tenant wants them found. */
export type MakeMentionReader = (
  catalogue: readonly CatalogueBrand[],
  settings: TenantSettings,
) => MentionReader;

/** Which reports a change of brands may concern. */
export interface Concerned {
  /** Canonical names: reports that count them, or hold a name of theirs that is not counted. */
  brands: string[];
  /** Spellings, as they are written: reports that hold one of them. */
  names: string[];
}

/** The reports that either of two changes may concern; null: all reports. */
export function concernedTogether(one: Concerned | null, other: Concerned | null): Concerned | null {
  if (one === null || other === null) return null;
  return {
    brands: [...new Set([...one.brands, ...other.brands])],
    names: [...new Set([...one.names, ...other.names])],
  };
}

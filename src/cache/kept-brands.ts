import { LRUCache } from 'lru-cache';
import type { Brand } from '../model/brand.ts';
import type { DataVersions } from './data-versions.ts';

/** Finds brands by folded name, in data of this version or later; a name that no brand has is left out. */
export type LookBrandsUp = (
  folded: readonly string[],
  version: number,
) => Promise<ReadonlyMap<string, Brand>>;

/** What a process keeps its brands by. */
export interface KeptBrandsParts {
  versions: DataVersions;
  /** So many are kept, those that were asked for last; 0: none. */
  most: number;
  /** What no version shows, the shared catalogue, is seen after so many milliseconds. */
  freshMs: number;
  /** Told of each look-up whether it cost none in the database. */
  onRead(hit: boolean): void;
}

/**
 * The brands that tenants have asked for by name, by the version of the tenant's data: a question about a brand looks its
 * name up in the database once, and again when the tenant's data have changed (docs/decisions/answer-cache.md). Names that
 * no brand has are looked up each time, so that they push nothing out.
 */
export class KeptBrands {
  private readonly kept: LRUCache<string, Brand> | null;

  constructor(private readonly parts: KeptBrandsParts) {
    this.kept = parts.most === 0 ? null : new LRUCache({ max: parts.most, ttl: parts.freshMs });
  }

  /**
   * A tenant's brands by folded name, each name once; they must not be changed, as others are given the same.
   *
   * @throws what the look-up throws, of which nothing is kept
   */
  async byFoldedNames(
    tenantId: string,
    folded: readonly string[],
    lookUp: LookBrandsUp,
  ): Promise<ReadonlyMap<string, Brand>> {
    const { kept } = this;
    if (!kept) return lookUp(folded, 0);
    const version = await this.parts.versions.of(tenantId);
    const keyOf = (name: string) => `${tenantId}:${version}:${name}`;
    const found = new Map<string, Brand>();
    for (const name of folded) {
      const brand = kept.get(keyOf(name));
      if (brand) found.set(name, brand);
    }
    const missing = folded.filter((name) => !found.has(name));
    this.parts.onRead(missing.length === 0);
    if (missing.length === 0) return found;
    const lookedUp = await lookUp(missing, version);
    for (const name of missing) {
      const brand = lookedUp.get(name);
      if (!brand) continue;
      found.set(name, brand);
      kept.set(keyOf(name), brand);
    }
    return found;
  }
}

import { LRUCache } from 'lru-cache';

interface Known {
  version: number;
  /** When it was learned: what was learned before a gap may be outdated. */
  generation: number;
}

const mostTenants = 10_000;

/**
 * The versions of tenants' data, as this process has heard them: so long as it hears of every change, none has to be
 * looked up twice (docs/decisions/answer-cache.md).
 */
export class DataVersions {
  private readonly known = new LRUCache<string, Known>({ max: mostTenants });
  private readonly beingRead = new Map<string, Promise<number>>();
  private generation = 0;
  private isListening = true;

  /** @param read looks a tenant's version up */
  constructor(private readonly read: (tenantId: string) => Promise<number>) {}

  /** The version of a tenant's data. @throws what reading it throws */
  async of(tenantId: string): Promise<number> {
    const known = this.known.get(tenantId);
    if (known && this.isListening && known.generation === this.generation) return known.version;
    const under = this.beingRead.get(tenantId);
    return under ?? this.lookUp(tenantId);
  }

  /** Learns that a tenant's data has a version. What is heard late, after a later one, changes nothing. */
  hear(tenantId: string, version: number): void {
    this.learn(tenantId, version, this.generation);
  }

  /**
   * Changes may have been missed: versions are looked up again, each time until this process listens again, once from
   * then on.
   */
  noteGap(isListening: boolean): void {
    this.isListening = isListening;
    this.generation += 1;
    // What is being read may have been read before the gap.
    this.beingRead.clear();
  }

  private lookUp(tenantId: string): Promise<number> {
    const { generation } = this;
    const reading = this.read(tenantId)
      .then((version) => this.learn(tenantId, version, generation))
      .finally(() => {
        if (this.beingRead.get(tenantId) === reading) this.beingRead.delete(tenantId);
      });
    this.beingRead.set(tenantId, reading);
    return reading;
  }

  private learn(tenantId: string, version: number, generation: number): number {
    const known = this.known.get(tenantId);
    const latest = Math.max(version, known?.version ?? 0);
    this.known.set(tenantId, {
      version: latest,
      generation: Math.max(generation, known?.generation ?? generation),
    });
    return latest;
  }
}

import { type Database, named, Prisma } from '../database.ts';
import { foldRollups } from './fold.ts';
import { countRollups, type OnStep, rebuildRollups, verifyRollups } from './recount.ts';
import type { Verification } from './verification.ts';

/** Keeps the rollups of one tenant small and right. */
export class RollupUpkeep {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** Whether all reports are counted: those stored before there were rollups are not, until {@link rebuild}. */
  async isCounted(): Promise<boolean> {
    const uncounted = await this.database.main.$queryRaw<unknown[]>(
      named(
        'rollups.isCounted',
        Prisma.sql`SELECT true AS is_uncounted FROM uncounted_tenants WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
    return uncounted.length === 0;
  }

  /** See {@link foldRollups}. */
  async fold(signal?: AbortSignal): Promise<number> {
    return foldRollups(this.database, this.tenantId, signal);
  }

  /** See {@link verifyRollups}. */
  async verify(onStep: OnStep = () => {}): Promise<Verification> {
    return verifyRollups(this.database, this.tenantId, onStep);
  }

  /** See {@link rebuildRollups}; it waits where another process is at it. The tenant counts as counted from then on. */
  async rebuild(onStep: OnStep = () => {}): Promise<number> {
    const appended = await rebuildRollups(this.database, this.tenantId, { onStep });
    await this.noteCounted();
    return appended;
  }

  /**
   * As {@link rebuild}, for those who do it by themselves.
   *
   * @returns null where another process is at it
   * @throws the signal's reason, between two statements
   */
  async count(signal: AbortSignal, onStep: OnStep = () => {}): Promise<number | null> {
    const appended = await countRollups(this.database, this.tenantId, { onStep, signal });
    if (appended !== null) await this.noteCounted();
    return appended;
  }

  private async noteCounted(): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'rollups.counted',
        Prisma.sql`DELETE FROM uncounted_tenants WHERE tenant_id = ${this.tenantId}::uuid`,
      ),
    );
  }
}

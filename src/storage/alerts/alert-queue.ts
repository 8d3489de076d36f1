import type { Connections } from '../database.ts';
import { tell } from '../events.ts';
import { takeAlertEvaluation } from '../job-queue.ts';

/** What waits to be evaluated for one tenant, and what is told of it. */
export class AlertQueue {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** Takes the evaluation that waits out of the queue: see {@link takeAlertEvaluation}. */
  async takeEvaluation(): Promise<string[] | null> {
    return takeAlertEvaluation(this.database.writer, this.tenantId);
  }

  /** Tells all processes of alerts, when the transaction commits. */
  async tellRaised(alertIds: readonly string[]): Promise<void> {
    if (alertIds.length === 0) return;
    await tell(this.database.writer, [
      { kind: 'ALERTS_RAISED', tenantId: this.tenantId, alertIds: [...alertIds] },
    ]);
  }
}

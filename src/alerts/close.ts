import type { AlertRule } from '../model/alert.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import { sendNews } from './send.ts';

/**
 * Closes the open alerts of a rule that is not to watch any more, and has `alert.closed` sent of those that were told, as
 * an evaluation does. Whoever calls it holds the lock of the rules, as evaluations do, so that it is told once.
 *
 * @returns how many were closed
 */
export async function closeAlertsOf(
  rule: AlertRule,
  repositories: Pick<TenantRepositories, 'alerts' | 'webhooks' | 'deliveries'>,
  now: Date,
): Promise<number> {
  const open = (await repositories.alerts.latest([rule.id])).filter(({ closedAt }) => closedAt === null);
  const closed = open.map((alert) => ({ ...alert, closedAt: now, updatedAt: now }));
  const stored = new Set(await repositories.alerts.store(closed));
  const told = closed.filter(({ id, toldAt }) => stored.has(id) && toldAt !== null);
  await sendNews(
    told.map((alert) => ({ alert, event: 'CLOSED' })),
    [rule],
    repositories,
    now,
  );
  return stored.size;
}

import type { z } from 'zod';
import { notFound } from '../model/errors.ts';
import type { JobExecution } from '../model/job.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { settingsChange } from './args/settings-forms.ts';
import { given } from './args/values.ts';
import type { Session } from './context.ts';

/** What comes of a change of the settings. */
export interface ChangedSettings {
  tenant: Tenant;
  /** Null when no stored report can have changed. */
  jobExecution: JobExecution | null;
}

/**
 * Changes the tenant's settings, and has all stored reports read again.
 *
 * @throws {CodedError} NOT_FOUND when the tenant was just deleted
 */
export async function updateSettings(
  change: z.output<typeof settingsChange>,
  { brands, settings, tenantBrands, rereadings, tenantId }: TenantRepositories,
  { now }: Session,
): Promise<ChangedSettings> {
  await tenantBrands.lock();
  const before = await brands.settings();
  const tenant = await settings.change(given(change));
  if (!tenant) throw notFound('tenant', `with the id "${tenantId}"`);
  const isSame = tenant.mentionThreshold === before.mentionThreshold;
  return { tenant, jobExecution: isSame ? null : await rereadings.request(null, now()) };
}

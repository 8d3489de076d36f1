import type { z } from 'zod';
import { notFound } from '../model/errors.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { settingsChange } from './args/settings-forms.ts';
import { given } from './args/values.ts';

/** What comes of a change of the settings. */
export interface ChangedSettings {
  tenant: Tenant;
}

/** Changes the tenant's settings. @throws {CodedError} NOT_FOUND when the tenant was just deleted */
export async function updateSettings(
  change: z.output<typeof settingsChange>,
  { settings, tenantId }: TenantRepositories,
): Promise<ChangedSettings> {
  const tenant = await settings.change(given(change));
  if (!tenant) throw notFound('tenant', `with the id "${tenantId}"`);
  return { tenant };
}

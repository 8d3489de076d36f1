import { notFound } from '../../model/errors.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { Session } from '../context.ts';

/** The tenant of a session, loaded once in a request. @throws {CodedError} NOT_FOUND when it was just deleted */
export async function ownTenant({ loaders, tenant }: Session): Promise<Tenant> {
  const row = await loaders.tenantById.load(tenant.tenantId);
  if (!row) throw notFound('tenant', `with the id "${tenant.tenantId}"`);
  return row;
}

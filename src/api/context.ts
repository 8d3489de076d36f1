import { randomUUID } from 'node:crypto';
import type { Principal } from '../model/principal.ts';
import type { Log } from '../platform/log.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { authenticate, keyMissing } from './auth.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What a request with a key may use. */
export interface Session {
  principal: Principal;
  /** The storage of the key's tenant, and of no other. */
  tenant: TenantStorage;
  loaders: Loaders;
}

/** What every resolver is given. */
export class ApiContext {
  readonly requestId = randomUUID();
  readonly log: Log;

  constructor(
    log: Log,
    private readonly optionalSession: Session | null,
  ) {
    this.log = log.child({ requestId: this.requestId, tenantId: optionalSession?.principal.tenantId });
  }

  /** @throws {CodedError} UNAUTHENTICATED when the request came without a key */
  get session(): Session {
    if (!this.optionalSession) throw keyMissing();
    return this.optionalSession;
  }
}

/**
 * Makes the context of one request.
 *
 * @throws {CodedError} UNAUTHENTICATED when the key in the header is not a live one
 */
export async function createContext(
  authorization: string | undefined,
  dependencies: { storage: Storage; log: Log },
): Promise<ApiContext> {
  const { storage, log } = dependencies;
  const principal = await authenticate(authorization, (hash) => storage.tenants.principalByKeyHash(hash));
  if (!principal) return new ApiContext(log, null);
  const tenant = storage.forTenant(principal.tenantId);
  return new ApiContext(log, { principal, tenant, loaders: createLoaders(storage, tenant) });
}

import { randomUUID } from 'node:crypto';
import type { Principal } from '../model/principal.ts';
import type { Log } from '../platform/log.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { authenticate } from './auth.ts';
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
    private readonly sessionOrRefusal: Session | { refusal: unknown },
  ) {
    const tenantId = 'refusal' in sessionOrRefusal ? undefined : sessionOrRefusal.principal.tenantId;
    this.log = log.child({ requestId: this.requestId, tenantId });
  }

  /** @throws {CodedError} UNAUTHENTICATED when the request came without a live key */
  get session(): Session {
    if ('refusal' in this.sessionOrRefusal) throw this.sessionOrRefusal.refusal;
    return this.sessionOrRefusal;
  }
}

/**
 * Makes the context of one request. It never fails: a request without a live key gets a context whose session throws
 * the reason, so that only what needs no key, the description of the schema, is answered.
 */
export async function createContext(
  authorization: string | undefined,
  { storage, log }: { storage: Storage; log: Log },
): Promise<ApiContext> {
  try {
    const principal = await authenticate(authorization, (hash) => storage.tenants.principalByKeyHash(hash));
    const tenant = storage.forTenant(principal.tenantId);
    return new ApiContext(log, { principal, tenant, loaders: createLoaders(storage, tenant) });
  } catch (refusal) {
    return new ApiContext(log, { refusal });
  }
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CodedError } from '../model/errors.ts';
import type { Principal } from '../model/principal.ts';
import type { TenantDirectory } from '../storage/tenant-directory.ts';
import { authenticate } from './auth.ts';
import type { TokenReader } from './jwt.ts';

/** Should an event be lost, a revoked key is refused after this time all the same; in milliseconds. */
const rememberedForMs = 10_000;
const mostRemembered = 10_000;

/**
 * Who asks, by the `authorization` header. A live key or token is looked up once in ten seconds; whatever process
 * revokes one tells all, and {@link forget} has it looked up anew.
 */
export class Principals {
  private readonly known = new LRUCache<string, Principal>({
    max: mostRemembered,
    ttl: rememberedForMs,
    ttlResolution: 0,
    perf: { now: () => Date.now() },
  });
  private generation = 0;

  /**
   * @param tokens null: no tokens are accepted
   * @param onRead told of each look into the memory, and whether it knew
   */
  constructor(
    private readonly directory: TenantDirectory,
    private readonly tokens: TokenReader | null,
    private readonly now: () => Date,
    private readonly onRead: (hit: boolean) => void = () => {},
  ) {}

  /**
   * @throws {CodedError} UNAUTHENTICATED when no live key or token stands in the header, UNAVAILABLE when a token
   * cannot be checked
   */
  async find(authorization: string | undefined): Promise<Principal> {
    const credentials = fingerprintOf(authorization);
    const known = this.known.get(credentials);
    const isGood = known !== undefined && (known.expiresAt === null || known.expiresAt > this.now());
    this.onRead(isGood);
    if (isGood) return known;
    const { generation } = this;
    const principal = await authenticate(authorization, {
      findByKey: (hash) => this.directory.principalByKeyHash(hash),
      findByToken: this.tokens && ((token) => this.byToken(token)),
    });
    // What was revoked during the look-up must not be remembered.
    if (generation === this.generation) this.known.set(credentials, principal);
    return principal;
  }

  /** Has the keys and tokens of a tenant looked up anew. */
  forget(tenantId: string): void {
    this.generation += 1;
    for (const [credentials, principal] of this.known) {
      if (principal.tenantId === tenantId) this.known.delete(credentials);
    }
  }

  /** Has all of them looked up anew. */
  forgetAll(): void {
    this.generation += 1;
    this.known.clear();
  }

  private async byToken(token: string): Promise<Principal> {
    const claims = await this.tokens?.read(token);
    const principal = claims && (await this.directory.principalByToken(claims));
    if (principal) return principal;
    throw new CodedError(
      'UNAUTHENTICATED',
      'The token names no tenant that is known here, or a person who is shut out. Ask an administrator.',
    );
  }
}

/** Keys and tokens are kept nowhere, not even in memory. */
function fingerprintOf(authorization = ''): string {
  return createHash('sha256').update(authorization).digest('base64');
}

/** What a person or a key may do: VIEWER reads, ANALYST also edits reports and brands, ADMIN everything. */
export const roles = ['VIEWER', 'ANALYST', 'ADMIN'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** Who asks: the holder of a key or of a token, always of one tenant. */
export interface Principal {
  tenantId: string;
  role: Role;
  /** The key's id and visible beginning; both null for who asks with a token. */
  keyId: string | null;
  keyPrefix: string | null;
  /** Null for a key that belongs to no person, and for a token whose person the tenant does not know. */
  userId: string | null;
  /** When a token ends; null for a key, which lasts until it is revoked. */
  expiresAt: Date | null;
}

/** The e-mail address in a token. */
export interface TokenEmail {
  /** Trimmed, in lower case. */
  address: string;
  /** False when the token's issuer says that nobody has verified it: anybody may have entered it. */
  isVerified: boolean;
}

/** Whether a role includes another: ADMIN includes ANALYST, ANALYST includes VIEWER. */
export function roleIncludes(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

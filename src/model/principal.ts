/** What a person or a key may do: VIEWER reads, ANALYST also edits reports and brands, ADMIN everything. */
export const roles = ['VIEWER', 'ANALYST', 'ADMIN'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** Who asks: the holder of a key, always of one tenant. */
export interface Principal {
  tenantId: string;
  role: Role;
  /** The visible beginning of the key. */
  keyPrefix: string;
  /** Null for a key that belongs to no person. */
  userId: string | null;
}

/** Whether a role includes another: ADMIN includes ANALYST, ANALYST includes VIEWER. */
export function roleIncludes(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

import type { Role } from './principal.ts';

/** An agency, a house or a shop that follows the press. */
export interface Tenant {
  id: string;
  /** Lower-case letters, digits and single hyphens, at most 63. */
  slug: string;
  name: string;
  createdAt: Date;
  /** A name counts as its brand when the finder is at least so sure that the brand is meant, 0 to 1. */
  mentionThreshold: number;
}

/** The {@link Tenant.mentionThreshold} of a tenant that asks for no other: as likely as not. */
export const usualMentionThreshold = 0.5;

/** A person of a tenant. */
export interface User {
  id: string;
  /** In lower case. */
  email: string;
  role: Role;
  /** The keys of one who is not are refused. */
  isActive: boolean;
  createdAt: Date;
}

/** Characters of what a key's label says. */
export const mostOfLabel = 100;

/** What may be shown of a key: never the key itself. */
export interface ApiKey {
  id: string;
  /** Its visible beginning, unique in the tenant. */
  prefix: string;
  /** What it is for, null when nobody said. */
  label: string | null;
  role: Role;
  userId: string | null;
  createdAt: Date;
  revokedAt: Date | null;
}

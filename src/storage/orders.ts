import { Prisma } from './database.ts';
import type { KeysetOrder } from './keyset.ts';

/** By the time a row was made, the latest first. */
export const newestFirst: KeysetOrder = {
  column: Prisma.sql`created_at`,
  id: Prisma.sql`id`,
  type: 'timestamptz',
  direction: 'DESC',
};

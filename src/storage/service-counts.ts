import { Prisma } from './database.ts';

/** What is counted of all tenants together, by a label, and only grows: its rows may be pruned, a count may not fall. */
export type ServiceCount = 'ALERTS_OPENED' | 'ALERTS_TOLD' | 'DELIVERY_ATTEMPTS';

/**
 * Adds to counts, as a part of a statement. Others who count the same wait until the transaction ends; rows are taken in
 * one order, so that no two wait for each other.
 *
 * @param added a statement that gives `name`, a {@link ServiceCount}, and `label`, a row for each that is counted
 */
export function addToCounts(added: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`INSERT INTO service_counts AS known (name, label, count)
    SELECT name, label, count(*) FROM (${added}) AS added GROUP BY name, label ORDER BY name, label
    ON CONFLICT (name, label) DO UPDATE SET count = known.count + excluded.count`;
}

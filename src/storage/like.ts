import { Prisma } from './database.ts';

/** A LIKE pattern for rows that contain a text as it stands; its `%`, `_` and `\` are no wildcards. */
export function containsText(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Texts in lower case as the server makes it of its own columns: its locale may not know what JavaScript knows. */
export function inLowerCase(texts: readonly string[]): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT lower(given) FROM unnest(${texts}::text[]) AS given)`;
}

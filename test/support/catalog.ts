import { withConnection } from '../../src/storage/connection.ts';

/**
 * Describes the tables of a database, one sentence a column, index and enum, in an order of their own: what
 * schema.prisma can say, so without foreign keys and checks. Prisma's own table is left out.
 */
export async function describeTables(url: string): Promise<string[]> {
  return withConnection(url, async (connection) => {
    const { rows } = await connection.query<{ line: string }>(`
      SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
               CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
               CASE WHEN a.attgenerated = 's' THEN ' generated' WHEN d.adbin IS NOT NULL
                 THEN ' default ' || replace(pg_get_expr(d.adbin, d.adrelid), 'ARRAY[]::text[]', '''{}''::text[]') ELSE '' END) AS line
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      UNION ALL
      SELECT CASE WHEN i.indisprimary THEN 'primary key: ' ELSE '' END || pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
      UNION ALL
      SELECT format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
        FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typnamespace = 'public'::regnamespace
       GROUP BY t.typname
       ORDER BY line`);
    return rows.map((row) => row.line);
  });
}

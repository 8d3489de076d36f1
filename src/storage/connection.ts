import pg from 'pg';

/**
 * Opens one connection of its own, outside any pool, for the time of `work`.
 * @throws what `pg` throws when the server cannot be reached, or what `work` throws
 */
export async function withConnection<T>(
  url: string,
  work: (connection: pg.Client) => Promise<T>,
): Promise<T> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that breaks between two statements says so here; the next statement then fails by itself.
  connection.on('error', () => {});
  try {
    await connection.connect();
    return await work(connection);
  } finally {
    await connection.end().catch(() => {});
  }
}

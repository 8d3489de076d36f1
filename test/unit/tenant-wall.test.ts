import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source.ts';
import { inspect, tenantTables } from '../support/tenant-wall.ts';

const tables = tenantTables(await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8'));

/** Who may ask across tenants, and why. */
const exceptions: Record<string, string> = {
  reportConditions:
    'holds authors to the tenant of the report, which whoever reads reports holds to the tenant',
  'TenantDirectory.principalByKeyHash': 'finds out which tenant asks; the hash of a key is unique among all',
  'TenantDirectory.principalByToken':
    'finds out which tenant asks; the token names it, and the person is that tenant’s',
  'TenantDirectory.content': 'counts feeds of all tenants for the operator’s metrics',
  'TenantDirectory.idsToLookAt':
    'finds the tenants that have due feeds or dead executions; each is then dealt with by itself',
  enqueueEvaluationsOfOpenAlerts:
    'finds the tenants that have open alerts; each is then evaluated by a job of its own',
  enqueueLostDeliveries:
    'finds the deliveries that no job will make; each is then made by a job of its tenant',
  unfoldedTenants: 'finds the tenants whose rollups are to be folded; each is then dealt with by itself',
  'TenantDirectory.uncounted':
    'finds the tenants whose reports are to be counted; each is then dealt with by itself',
  'TenantDirectory.create': 'sets up a tenant: its id comes from the row made just before',
};

const storageFiles = (await sourceFiles('storage/')).filter(
  ({ path }) => !/^storage\/(embedded\/|embedded-postgres|migrate|schema-engine)/.test(path),
);

/** The breaches in a function's body, in which what stands in a template is written as ‹this›. */
function breachesIn(body: string) {
  const text = `function made() { ${body.replaceAll('‹', '$' + '{').replaceAll('›', '}')} }`;
  return inspect({ path: 'made-up.ts', text }, tables).breaches;
}

describe('the wall between tenants', () => {
  it('stands around every table that carries the tenant’s id', () => {
    expect(tables.map(({ table }) => table).sort()).toEqual(
      expect.arrayContaining([
        'api_keys',
        'feeds',
        'job_executions',
        'report_brands',
        'report_keys',
        'reports',
        'users',
      ]),
    );
    expect(tables.map(({ table }) => table)).not.toContain('brands');
  });

  it('has no hole: every statement on such a table names the tenant', () => {
    const breaches = storageFiles.flatMap((file) => inspect(file, tables).breaches);
    expect(breaches.filter(({ place }) => !(place in exceptions))).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const places = storageFiles.flatMap((file) => inspect(file, tables).breaches.map(({ place }) => place));
    expect([...new Set(places)].sort()).toEqual(Object.keys(exceptions).sort());
  });

  it('is looked at where the statements are', () => {
    const inspected = storageFiles.map((file) => [file.path, inspect(file, tables).inspected] as const);
    const counts = new Map(inspected.filter(([, count]) => count > 0));
    expect([...counts.keys()]).toEqual(
      expect.arrayContaining([
        'storage/brand-repository.ts',
        'storage/execution-repository.ts',
        'storage/feed-repository.ts',
        'storage/report-repository.ts',
        'storage/tenant-directory.ts',
        'storage/visit-writer.ts',
      ]),
    );
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(30);
  });

  it('is the only place where statements are made', async () => {
    const elsewhere = (await sourceFiles('')).filter(({ path }) => !path.startsWith('storage/'));
    expect(elsewhere.length).toBeGreaterThan(50);
    expect(elsewhere.filter((file) => inspect(file, tables).inspected > 0).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

describe('the inspection', () => {
  it.each([
    ['a SELECT without the tenant', 'Prisma.sql`SELECT title FROM reports WHERE id = ‹id›::uuid`'],
    ['one that only returns it', 'Prisma.sql`SELECT tenant_id FROM reports WHERE id = ‹id›::uuid`'],
    [
      'one that compares it with something else',
      'Prisma.sql`SELECT title FROM reports WHERE tenant_id = ‹id›::uuid`',
    ],
    [
      'a join that holds one table only',
      'Prisma.sql`SELECT r.title FROM reports r JOIN feeds f ON f.id = r.feed_id WHERE r.tenant_id = ‹tenantId›`',
    ],
    ['an UPDATE without the tenant', 'Prisma.sql`UPDATE feeds SET state = ‹state› WHERE id = ‹id›::uuid`'],
    ['a DELETE without the tenant', 'Prisma.sql`DELETE FROM report_keys WHERE key = ‹key›`'],
    ['an INSERT without the tenant', 'Prisma.sql`INSERT INTO feeds (url, title) VALUES (‹url›, ‹title›)`'],
    [
      'an INSERT of another id',
      'Prisma.sql`INSERT INTO feeds (tenant_id, url) SELECT ‹other›::uuid, url FROM added`',
    ],
    [
      'an INSERT of another id under another name',
      'Prisma.sql`INSERT INTO feeds AS f (tenant_id, url) SELECT other.tenant_id, url FROM other`',
    ],
    ['a text without a tag', "connection.query('SELECT * FROM users')"],
    ['a text in small letters', "connection.query('select * from users')"],
    [
      'conditions that may be absent',
      'const c = [...(all ? [] : [Prisma.sql`tenant_id = ‹tenantId›`])]; Prisma.sql`SELECT 1 FROM feeds WHERE ‹Prisma.join(c)›`',
    ],
    ['a model read by id alone', 'client.apiKey.findMany({ where: { id } })'],
    ['a model read without a condition', 'client.user.count()'],
    ['a model written for somebody else', 'client.user.create({ data: { tenantId: other, email } })'],
    [
      'a model changed in an alternative',
      'client.feed.updateMany({ where: { OR: [{ tenantId }, { id }] }, data })',
    ],
  ])('finds %s', (_, body) => {
    expect(breachesIn(body)).toEqual([expect.objectContaining({ place: 'made' })]);
  });

  it.each([
    [
      'a SELECT',
      'Prisma.sql`SELECT title FROM reports WHERE tenant_id = ‹this.tenantId›::uuid AND id = ‹id›`',
    ],
    [
      'a join',
      'Prisma.sql`SELECT 1 FROM reports r JOIN feeds f ON f.tenant_id = r.tenant_id WHERE r.tenant_id = ‹tenantId›`',
    ],
    [
      'conditions of a list',
      'const c = [Prisma.sql`tenant_id = ‹tenantId›`, ...more]; Prisma.sql`SELECT 1 FROM feeds WHERE ‹Prisma.join(c)›`',
    ],
    ['an INSERT', 'Prisma.sql`INSERT INTO feeds (tenant_id, url) VALUES (‹this.tenantId›::uuid, ‹url›)`'],
    [
      'an INSERT under another name',
      'Prisma.sql`INSERT INTO feeds AS f (tenant_id, url) SELECT ‹tenantId›::uuid, url FROM added`',
    ],
    ['a table of nobody', 'Prisma.sql`SELECT name FROM brands`'],
    ['a model', 'client.apiKey.findMany({ where: { tenantId: this.tenantId, id } })'],
    ['a sentence', "throw new Error('nothing came from reports')"],
  ])('accepts %s that keeps to the tenant', (_, body) => {
    expect(breachesIn(body)).toEqual([]);
  });
});

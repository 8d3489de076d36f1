import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foldBrandName } from '../../src/model/brand.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { nameOf } from '../../src/storage/database.ts';
import type { TenantBrandChange } from '../../src/storage/tenant-brand-repository.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { type PressItem, startPress, type TestPress } from '../support/press.ts';

let database: TestDatabase;
let press: TestPress;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: ['127.0.0.1'] });
  await test.storage.writeCatalogue(catalogue);
});
afterAll(async () => {
  await test.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  await press.close();
  await sql(database.url, 'DELETE FROM tenants');
});

/** An entry that carries its text, long enough that no page is opened. */
function article(name: string, sentence: string): PressItem {
  const filler =
    'The rooms were painted by hand over several weeks, and the shutters stayed down all summer. ';
  return {
    title: `A note on ${name}`,
    link: `/articles/${name}`,
    guid: `urn:test:${name}`,
    content: `<p>${sentence}</p><p>${filler.repeat(8)}</p>`,
  };
}

const save = (tenantId: string, brand: string, change: TenantBrandChange) =>
  test.storage.forTenant(tenantId).tenantBrands.save(brand, change);

async function merge(tenantId: string, from: string, into: string): Promise<void> {
  await test.storage.forTenant(tenantId).change(null, new Date(), async ({ brands, tenantBrands }) => {
    await tenantBrands.lockWithReports();
    const found = await brands.byFoldedNames([from, into].map(foldBrandName));
    const [gone, kept] = [found.get(foldBrandName(from)), found.get(foldBrandName(into))];
    if (!gone || !kept) throw new Error('both are brands of the catalogue');
    await tenantBrands.merge(gone, kept);
  });
}

/** The brands of a tenant's reports, by title; those of its mentions must be the same. */
async function brandsFound(tenantId: string): Promise<Record<string, string[]>> {
  const rows = await sql<{ title: string; brands: string[]; mentioned: string[] }>(
    database.url,
    `SELECT title, brands, ARRAY(SELECT brand FROM report_brands b
        WHERE b.tenant_id = r.tenant_id AND b.report_id = r.id ORDER BY position, count DESC, brand) AS mentioned
      FROM reports r WHERE tenant_id = $1 ORDER BY title`,
    [tenantId],
  );
  for (const { brands, mentioned } of rows) expect(mentioned.toSorted()).toEqual(brands.toSorted());
  return Object.fromEntries(rows.map(({ title, brands }) => [title.replace('A note on ', ''), brands]));
}

describe('what a run reads', () => {
  it('goes by the word of its tenant, and of no other', async () => {
    const feed = press.feed('/news.xml', [
      article('alias', 'Maison Éperon opened a shop in Lyon on Monday.'),
      article('ambiguous', 'They spoke of Marni until Monday.'),
      article('ignored', 'Prada and Gucci opened shops in Lyon.'),
      article('merged', 'YSL and Gucci and Saint Laurent opened shops in Lyon.'),
    ]);
    const one = await test.follow('one', [feed]);
    const two = await test.follow('two', [feed]);
    await save(one, 'Hermès', { relation: 'CLIENT', ownAliases: ['Maison Éperon'] });
    await save(one, 'Marni', { relation: null, ambiguousNames: ['Marni'] });
    await save(one, 'Prada', { relation: 'IGNORED' });
    await merge(one, 'Saint Laurent', 'Gucci');
    await test.run();
    expect(await brandsFound(one)).toEqual({
      alias: ['Hermès'],
      ambiguous: [],
      ignored: ['Gucci'],
      merged: ['Gucci'],
    });
    expect(await brandsFound(two)).toEqual({
      alias: [],
      ambiguous: ['Marni'],
      ignored: ['Prada', 'Gucci'],
      merged: ['Saint Laurent', 'Gucci'],
    });
    expect(
      await sql(database.url, "SELECT count FROM report_brands WHERE tenant_id = $1 AND brand = 'Gucci'", [
        one,
      ]),
    ).toEqual(expect.arrayContaining([{ count: 3 }, { count: 1 }]));
  });

  it('goes by what is said when it begins, at the next run by what was said since', async () => {
    const first = article('first', 'Maison Éperon opened a shop in Lyon on Monday.');
    const feed = press.feed('/news.xml', [first]);
    const one = await test.follow('one', [feed]);
    await test.run();
    await save(one, 'Hermès', { relation: null, ownAliases: ['Maison Éperon'] });
    press.feed('/news.xml', [first, article('second', 'Maison Éperon opened a shop in Nice on Friday.')]);
    await test.makeAllDue();
    await test.run();
    expect(await brandsFound(one)).toEqual({ first: [], second: ['Hermès'] });
  });

  it('counts a brand as another though that was said while the feed was read', async () => {
    const one = await test.follow('one', [press.feed('/news.xml', [])]);
    press.answer('/page/late', async (_, response) => {
      await merge(one, 'Saint Laurent', 'Gucci');
      response.writeHead(404).end();
    });
    press.feed('/news.xml', [
      { title: 'A note on late: YSL and Gucci show in Paris', link: '/page/late', guid: 'urn:test:late' },
      article('early', 'YSL opened a shop in Lyon.'),
    ]);
    await test.run();
    expect(await brandsFound(one)).toEqual({
      'late: YSL and Gucci show in Paris': ['Gucci'],
      early: ['Gucci'],
    });
  });

  it('asks once what its tenant says, however many feeds it has', async () => {
    await test.follow(
      'one',
      ['a', 'b', 'c'].map((name) => press.feed(`/${name}.xml`, [article(name, 'Gucci opened a shop.')])),
    );
    await test.run();
    expect(test.statements.map(nameOf).filter((name) => name === 'brands.settings')).toHaveLength(1);
  });
});

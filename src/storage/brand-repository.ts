import { type Brand, type BrandFilter, type CatalogueBrand, foldBrandName } from '../model/brand.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { type Database, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { containsText, inLowerCase } from './like.ts';

const columns = Prisma.sql`id, name, aliases, owner_group AS "group", category, country`;

const byName: KeysetOrder = {
  column: Prisma.sql`folded_names[1] COLLATE "C"`,
  id: Prisma.sql`id`,
  type: 'text',
  direction: 'ASC',
};

/** The shared catalogue of brands, seen by one tenant: whether a brand is in its reports is the tenant's own. */
export class BrandRepository {
  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** The brands that have one of these names or aliases, given folded ({@link foldBrandName}), by folded name. */
  async byFoldedNames(folded: readonly string[]): Promise<Map<string, Brand>> {
    const rows = await this.database.reader.$queryRaw<(Brand & { foldedNames: string[] })[]>(
      named(
        'brands.byFoldedNames',
        Prisma.sql`SELECT ${columns}, folded_names AS "foldedNames" FROM brands WHERE folded_names && ${folded}::text[]`,
      ),
    );
    const byAnyName = rows.flatMap((brand) => brand.foldedNames.map((name) => [name, brand] as const));
    // Where one brand's alias is another's name, the name counts.
    const byOwnName = rows.map((brand) => [foldBrandName(brand.name), brand] as const);
    return new Map([...byAnyName, ...byOwnName]);
  }

  /** Up to three names that resemble one that no brand has, the nearest first. */
  async namesLike(folded: string): Promise<string[]> {
    const rows = await this.database.reader.$queryRaw<{ name: string }[]>(
      named(
        'brands.namesLike',
        Prisma.sql`SELECT name FROM brands CROSS JOIN LATERAL (
            SELECT max(similarity(spelling, ${folded})) AS likeness FROM unnest(folded_names) AS spelling
          ) AS nearest WHERE likeness > 0.3 ORDER BY likeness DESC, name LIMIT 3`,
      ),
    );
    return rows.map(({ name }) => name);
  }

  /** One page of the catalogue in the order of folded names: one statement, or two where a cursor is given. */
  async page(filter: BrandFilter, page: PageRequest): Promise<Page<Brand>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'brands', select, byName, page);
  }

  /** How many brands a filter lets through. */
  async count(filter: BrandFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('brands.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  private from(filter: BrandFilter): Prisma.Sql {
    const mentioned = Prisma.sql`EXISTS (SELECT FROM report_brands
      WHERE report_brands.tenant_id = ${this.tenantId}::uuid AND report_brands.brand = brands.name)`;
    const conditions = [
      ...(filter.search === undefined
        ? []
        : [
            Prisma.sql`EXISTS (SELECT FROM unnest(folded_names) AS spelling WHERE spelling LIKE ${containsText(filter.search)})`,
          ]),
      ...(filter.categories ? [Prisma.sql`category = any(${filter.categories}::brand_category[])`] : []),
      ...(filter.groups ? [Prisma.sql`lower(owner_group) = any(${inLowerCase(filter.groups)})`] : []),
      ...(filter.inReports === undefined
        ? []
        : [filter.inReports ? mentioned : Prisma.sql`NOT ${mentioned}`]),
    ];
    return Prisma.sql`FROM brands WHERE ${Prisma.join([Prisma.sql`true`, ...conditions], ' AND ')}`;
  }
}

/**
 * Writes the catalogue into the database: new brands are added, changed ones updated, none is removed, because
 * reports may carry its name.
 *
 * @returns how many brands were added or changed
 */
export async function writeCatalogue(
  database: Database,
  catalogue: readonly CatalogueBrand[],
): Promise<number> {
  const rows = catalogue.map((brand) => ({
    ...brand,
    foldedNames: [...new Set([brand.name, ...brand.aliases].map(foldBrandName))],
  }));
  return database.writer.$executeRaw(
    named(
      'brands.writeCatalogue',
      // Rows that are up to date are left out before the insert, which would lock them.
      Prisma.sql`INSERT INTO brands (name, aliases, ambiguous_names, folded_names, owner_group, category, country)
        SELECT listed.name, listed.aliases, "ambiguousNames", "foldedNames", "ownerGroup", listed.category, listed.country
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS listed(name text, aliases text[],
          "ambiguousNames" text[], "foldedNames" text[], "ownerGroup" text, category brand_category, country text)
        LEFT JOIN brands AS known ON known.name = listed.name
        WHERE known.name IS NULL OR (known.aliases, known.ambiguous_names, known.folded_names, known.owner_group,
            known.category, known.country)
          IS DISTINCT FROM (listed.aliases, "ambiguousNames", "foldedNames", "ownerGroup", listed.category,
            listed.country)
        ORDER BY listed.name
        ON CONFLICT (name) DO UPDATE SET aliases = excluded.aliases, ambiguous_names = excluded.ambiguous_names,
          folded_names = excluded.folded_names, owner_group = excluded.owner_group, category = excluded.category,
          country = excluded.country`,
    ),
  );
}

/** The whole catalogue, as the brand finder wants it. */
export async function readCatalogue(database: Database): Promise<CatalogueBrand[]> {
  return database.writer.$queryRaw<CatalogueBrand[]>(
    named(
      'brands.readCatalogue',
      Prisma.sql`SELECT name, aliases, ambiguous_names AS "ambiguousNames", owner_group AS "ownerGroup", category, country
        FROM brands ORDER BY name`,
    ),
  );
}

import { type Brand, type BrandFilter, type CatalogueBrand, followedRelations } from '../model/brand.ts';
import { wordsOfName } from '../model/name-words.ts';
import type { Page, PageRequest } from '../model/page.ts';
import { usualMentionThreshold } from '../model/tenant.ts';
import type { BrandSettings, TenantSettings } from '../model/tenant-catalogue.ts';
import { rulesStored, type StoredRule } from './brand-rule-repository.ts';
import { type Connections, named, Prisma } from './database.ts';
import { type KeysetOrder, readPage } from './keyset.ts';
import { containsText, inLowerCase } from './like.ts';

const columns = Prisma.sql`brands.id, brands.name,
  brands.aliases || coalesce(own.own_aliases, '{}') || coalesce(merged.names, '{}') AS aliases,
  coalesce(own.own_aliases, '{}') AS "ownAliases",
  coalesce(own.ambiguous_names, brands.ambiguous_names || coalesce(merged.ambiguous_names, '{}')) AS "ambiguousNames",
  own.relation, brands.owner_group AS "group", brands.category, brands.country, brands.wikidata_id AS "wikidataId"`;

const byName: KeysetOrder = {
  column: Prisma.sql`brands.folded_names[1] COLLATE "C"`,
  id: Prisma.sql`brands.id`,
  type: 'text',
  direction: 'ASC',
};

/** A brand that has one of the names that were asked for. */
type NamedBrand = Brand & {
  /** Folded; of the catalogue's the first is the name itself, the others are aliases. */
  spellings: string[];
  source: 'CATALOGUE' | 'TENANT';
};

/** The shared catalogue of brands as one tenant sees it: with its own aliases, and brands counted as others. */
export class BrandRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * The brands that have one of these names or aliases, given folded ({@link wordsOfName}), by folded name: 'Off-White' and
   * 'off white' are one. A brand
   * that counts as another is found as that one. Of several brands with one spelling the one whose name it is comes
   * first, then the one that has it from the catalogue.
   */
  async byFoldedNames(folded: readonly string[]): Promise<Map<string, Brand>> {
    const rows = await this.database.reader.$queryRaw<NamedBrand[]>(this.byFoldedNamesStatement(folded));
    const entries = rows.map(({ spellings, source, ...brand }) => ({ spellings, source, brand }));
    const owned = entries.filter(({ source }) => source === 'TENANT');
    const listed = entries.filter(({ source }) => source === 'CATALOGUE');
    return new Map([
      ...[...owned, ...listed].flatMap(({ spellings, brand }) =>
        spellings.map((spelling) => [spelling, brand] as const),
      ),
      ...listed.flatMap(({ spellings: [name], brand }) =>
        name === undefined ? [] : [[name, brand] as const],
      ),
    ]);
  }

  /** The statement behind {@link byFoldedNames}, for tests that ask the planner. */
  byFoldedNamesStatement(folded: readonly string[]): Prisma.Sql {
    return named(
      'brands.byFoldedNames',
      Prisma.sql`SELECT ${columns}, found.spellings, found.source FROM (
          SELECT coalesce(its.merged_into, listed.name) AS brand, listed.folded_names AS spellings,
            'CATALOGUE' AS source
          FROM brands AS listed
          LEFT JOIN tenant_brands AS its ON its.tenant_id = ${this.tenantId}::uuid AND its.brand = listed.name
          WHERE listed.folded_names && ${folded}::text[]
          UNION ALL
          SELECT its.brand, its.folded_own_aliases, 'TENANT' FROM tenant_brands AS its
          WHERE its.tenant_id = ${this.tenantId}::uuid AND its.folded_own_aliases && ${folded}::text[]
        ) AS found
        JOIN brands ON brands.name = found.brand ${this.tenantsWord()}`,
    );
  }

  /** Up to three names that resemble one that no brand has, the nearest first. */
  async namesLike(folded: string): Promise<string[]> {
    const rows = await this.database.reader.$queryRaw<{ name: string }[]>(
      named(
        'brands.namesLike',
        Prisma.sql`SELECT coalesce(own.merged_into, brands.name) AS name FROM brands
          LEFT JOIN tenant_brands AS own ON own.tenant_id = ${this.tenantId}::uuid AND own.brand = brands.name
          CROSS JOIN LATERAL (
            SELECT max(similarity(spelling, ${folded})) AS likeness
            FROM unnest(brands.folded_names || coalesce(own.folded_own_aliases, '{}')) AS spelling
          ) AS nearest
          WHERE likeness > 0.3 GROUP BY 1 ORDER BY max(likeness) DESC, 1 LIMIT 3`,
      ),
    );
    return rows.map(({ name }) => name);
  }

  /**
   * One page of the catalogue in the order of folded names, without the brands that count as others: one statement,
   * or two where a cursor is given.
   */
  async page(filter: BrandFilter, page: PageRequest): Promise<Page<Brand>> {
    const select = Prisma.sql`SELECT ${columns} ${this.from(filter)}`;
    return readPage(this.database.reader, 'brands', select, byName, page);
  }

  /** The brands that the tenant follows, in the order of their names; those it ignores are none. One statement. */
  async followed(): Promise<Brand[]> {
    return this.database.reader.$queryRaw<Brand[]>(
      named(
        'brands.followed',
        Prisma.sql`SELECT ${columns} ${this.from({ relations: [...followedRelations] })} ORDER BY ${byName.column}`,
      ),
    );
  }

  /** How many brands a filter lets through. */
  async count(filter: BrandFilter): Promise<number> {
    const [row] = await this.database.reader.$queryRaw<{ count: number }[]>(
      named('brands.count', Prisma.sql`SELECT count(*)::integer AS count ${this.from(filter)}`),
    );
    return row?.count ?? 0;
  }

  /**
   * How the tenant wants articles read: what it says of how brands are found, in the order of their names, without those
   * of which it says nothing, and how sure the finder must be. One statement.
   */
  async settings(): Promise<TenantSettings> {
    type Said = Omit<BrandSettings, 'rules'> & { rules: StoredRule[] };
    type Row = { mentionThreshold: number } & (Said | { brand: null });
    const rows = await this.database.main.$queryRaw<Row[]>(
      named(
        'brands.settings',
        Prisma.sql`SELECT tenants.mention_threshold AS "mentionThreshold", its.brand,
            coalesce(its.relation = 'IGNORED', false) AS ignored, its.own_aliases AS "ownAliases",
            its.ambiguous_names AS "ambiguousNames", its.merged_into AS "mergedInto", its.rules
          FROM tenants LEFT JOIN (
            SELECT own.*, coalesce(newest.rules, '[]') AS rules FROM tenant_brands AS own
            LEFT JOIN LATERAL (
              SELECT brand_rules.rules FROM brand_rules
              WHERE brand_rules.tenant_id = ${this.tenantId}::uuid AND brand_rules.brand = own.brand
              ORDER BY version DESC LIMIT 1
            ) AS newest ON true
            WHERE own.tenant_id = ${this.tenantId}::uuid
          ) AS its ON its.relation = 'IGNORED' OR its.own_aliases <> '{}' OR its.ambiguous_names IS NOT NULL
            OR its.merged_into IS NOT NULL OR its.rules <> '[]'
          WHERE tenants.id = ${this.tenantId}::uuid
          ORDER BY its.brand COLLATE "C"`,
      ),
    );
    return {
      brands: rows.flatMap(({ mentionThreshold: _, ...row }) =>
        row.brand === null ? [] : [{ ...row, rules: rulesStored(row.rules) }],
      ),
      mentionThreshold: rows[0]?.mentionThreshold ?? usualMentionThreshold,
    };
  }

  /** The whole shared catalogue, as the brand finder wants it. */
  async catalogue(): Promise<CatalogueBrand[]> {
    return readCatalogue(this.database);
  }

  private from(filter: BrandFilter): Prisma.Sql {
    const mentioned = Prisma.sql`EXISTS (SELECT FROM report_brands
      WHERE report_brands.tenant_id = ${this.tenantId}::uuid AND report_brands.brand = brands.name)`;
    const conditions = [
      ...(filter.search === undefined
        ? []
        : [
            Prisma.sql`EXISTS (SELECT FROM unnest(brands.folded_names || coalesce(own.folded_own_aliases, '{}')
              || coalesce(merged.folded_names, '{}')) AS spelling WHERE spelling LIKE ${containsText(filter.search)})`,
          ]),
      ...(filter.categories
        ? [Prisma.sql`brands.category = any(${filter.categories}::brand_category[])`]
        : []),
      ...(filter.groups ? [Prisma.sql`lower(brands.owner_group) = any(${inLowerCase(filter.groups)})`] : []),
      ...(filter.relations ? [Prisma.sql`own.relation = any(${filter.relations}::brand_relation[])`] : []),
      ...(filter.inReports === undefined
        ? []
        : [filter.inReports ? mentioned : Prisma.sql`NOT ${mentioned}`]),
    ];
    const kept = Prisma.sql`own.merged_into IS NULL`;
    return Prisma.sql`FROM brands ${this.tenantsWord()} WHERE ${Prisma.join([kept, ...conditions], ' AND ')}`;
  }

  /** Joins to brands what the tenant says of each, `own`, and the names of those that count as it, `merged`. */
  private tenantsWord(): Prisma.Sql {
    return Prisma.sql`
      LEFT JOIN tenant_brands AS own ON own.tenant_id = ${this.tenantId}::uuid AND own.brand = brands.name
      LEFT JOIN (
        SELECT its.merged_into AS brand,
          array_remove(array_agg(spelled.name ORDER BY part.name, place), NULL) AS names,
          array_remove(array_agg(spelled.folded ORDER BY part.name, place), NULL) AS folded_names,
          array_remove(array_agg(spelled.ambiguous ORDER BY part.name, place), NULL) AS ambiguous_names
        FROM tenant_brands AS its
        JOIN brands AS part ON part.name = its.brand
        CROSS JOIN LATERAL unnest(part.name || part.aliases, part.folded_names,
          coalesce(its.ambiguous_names, part.ambiguous_names)) WITH ORDINALITY AS spelled(name, folded, ambiguous, place)
        WHERE its.tenant_id = ${this.tenantId}::uuid AND its.merged_into IS NOT NULL
        GROUP BY its.merged_into
      ) AS merged ON merged.brand = brands.name`;
  }
}

/**
 * Writes the catalogue into the database: new brands are added, changed ones updated, none is removed, because
 * reports may carry its name.
 *
 * @returns how many brands were added or changed
 */
export async function writeCatalogue(
  database: Connections,
  catalogue: readonly CatalogueBrand[],
): Promise<number> {
  const rows = catalogue.map((brand) => ({
    ...brand,
    foldedNames: [...new Set([brand.name, ...brand.aliases].map(wordsOfName))],
  }));
  return database.writer.$executeRaw(
    named(
      'brands.writeCatalogue',
      // Rows that are up to date are left out before the insert, which would lock them.
      Prisma.sql`INSERT INTO brands (name, aliases, ambiguous_names, folded_names, owner_group, category, country, wikidata_id)
        SELECT listed.name, listed.aliases, "ambiguousNames", "foldedNames", "ownerGroup", listed.category,
          listed.country, "wikidataId"
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS listed(name text, aliases text[],
          "ambiguousNames" text[], "foldedNames" text[], "ownerGroup" text, category brand_category, country text,
          "wikidataId" text)
        LEFT JOIN brands AS known ON known.name = listed.name
        WHERE known.name IS NULL OR (known.aliases, known.ambiguous_names, known.folded_names, known.owner_group,
            known.category, known.country, known.wikidata_id)
          IS DISTINCT FROM (listed.aliases, "ambiguousNames", "foldedNames", "ownerGroup", listed.category,
            listed.country, "wikidataId")
        ORDER BY listed.name
        ON CONFLICT (name) DO UPDATE SET aliases = excluded.aliases, ambiguous_names = excluded.ambiguous_names,
          folded_names = excluded.folded_names, owner_group = excluded.owner_group, category = excluded.category,
          country = excluded.country, wikidata_id = excluded.wikidata_id`,
    ),
  );
}

/** The whole catalogue, as the brand finder wants it. */
export async function readCatalogue(database: Pick<Connections, 'main'>): Promise<CatalogueBrand[]> {
  return database.main.$queryRaw<CatalogueBrand[]>(
    named(
      'brands.readCatalogue',
      Prisma.sql`SELECT name, aliases, ambiguous_names AS "ambiguousNames", owner_group AS "ownerGroup", category, country,
          wikidata_id AS "wikidataId"
        FROM brands ORDER BY name`,
    ),
  );
}

import { groupBy } from '../../model/group.ts';
import type { Span } from '../../model/rollup-sums.ts';
import { type Connections, named, Prisma } from '../database.ts';
import { countedMentions } from './counted-mentions.ts';
import { countedReports } from './counted-reports.ts';
import { type SheetBrand, type SheetRow, SheetSums } from './sheet-sums.ts';
import { askedBrands, type CutSpans, cutSpans, piecesTable } from './span-pieces.ts';

/** How often brands were mentioned, and in how many stories, whichever brands these are. */
export interface BrandsOfReports {
  /** The stories of all reports, by span. */
  stories: number[];
  /** All reports, by span. */
  reports: number[];
  brands: SheetSums;
}

/** A row of all reports among the rows of brands. */
interface ReportsRow extends SheetRow {
  of: 'BRANDS' | 'ALL';
}

interface NumberedBrand {
  number: number;
  brand: string;
}

/**
 * What concerns all brands, or all that are mentioned beside one: a sheet for each month, day or quarter of an hour, instead of a row
 * for each brand of it, and what is not folded yet, or is on no sheet, besides (docs/decisions/rollups.md).
 */
export class SheetReader {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** How often each brand was mentioned in spans, and how many reports and stories there were. One statement. */
  async ofReports(spans: readonly Span[]): Promise<BrandsOfReports> {
    const rows = groupBy(
      await this.database.reader.$queryRaw<ReportsRow[]>(this.ofReportsStatement(spans)),
      ({ of }) => of,
    );
    const all = new Map(rows.get('ALL')?.map((row) => [row.span, row]));
    return {
      stories: spans.map((_, span) => all.get(span)?.stories ?? 0),
      reports: spans.map((_, span) => all.get(span)?.mentions ?? 0),
      brands: new SheetSums(rows.get('BRANDS') ?? [], spans.length),
    };
  }

  /** The statement behind {@link ofReports}, for tests that ask the planner. */
  ofReportsStatement(spans: readonly Span[]): Prisma.Sql {
    const cut = cutSpans(spans);
    const unfolded = Prisma.sql`SELECT piece.span, its.value COLLATE "C" AS value, piece.sign * its.reports AS count,
        piece.sign * its.stories AS stories
      FROM ${piecesTable(cut.pieces)} CROSS JOIN LATERAL (
        SELECT its.* FROM report_rollups AS its
        WHERE its.tenant_id = ${this.tenantId}::uuid AND its.facet = 'BRAND' AND its.part > 0 AND its.grain = piece.grain
          AND its.start >= piece.since AND its.start < piece.until OFFSET 0
      ) AS its`;
    return named(
      'sheets.ofReports',
      Prisma.sql`SELECT 'BRANDS' AS of, its.* FROM (${this.rows(Prisma.sql`''`, cut, unfolded, (edges) =>
        countedReports(this.tenantId, ['BRAND'], edges),
      )}) AS its
        UNION ALL
        SELECT 'ALL', span, 1, NULL, NULL, NULL, sum(count)::integer, sum(stories)::integer
        FROM (${countedReports(this.tenantId, ['ALL'], cut)}) AS counted GROUP BY span`,
    );
  }

  /**
   * The canonical names of some brands on sheets. One statement, or none where all have their names; of the main server, as a replica
   * may not know yet what another has told of.
   *
   * @returns gives the name of one of them; throws for a number that nobody has been given
   */
  async namesOf(brands: readonly SheetBrand[]): Promise<(brand: SheetBrand) => string> {
    const numbers = brands.filter((brand) => typeof brand === 'number');
    const rows =
      numbers.length === 0
        ? []
        : await this.database.main.$queryRaw<NumberedBrand[]>(this.namesOfStatement(numbers));
    const names = new Map(rows.map(({ number, brand }) => [number, brand]));
    return (brand) => {
      const name = typeof brand === 'string' ? brand : names.get(brand);
      if (name === undefined)
        throw new Error(`no brand of the tenant has the number ${brand}, which is on its sheets`);
      return name;
    };
  }

  /** The statement behind {@link namesOf}, for tests that ask the planner. */
  namesOfStatement(numbers: readonly number[]): Prisma.Sql {
    return named(
      'sheets.namesOf',
      Prisma.sql`SELECT n.number, n.brand FROM brand_numbers AS n
        WHERE n.tenant_id = ${this.tenantId}::uuid AND n.number = any(${numbers}::integer[])`,
    );
  }

  /** The numbers of those of some brands that are given by name and have one. One statement, of the server of {@link namesOf}, or none where no name is given. */
  async numbersOf(brands: readonly SheetBrand[]): Promise<Map<string, number>> {
    const names = [...new Set(brands.filter((brand) => typeof brand === 'string'))];
    const rows =
      names.length === 0
        ? []
        : await this.database.main.$queryRaw<NumberedBrand[]>(this.numbersOfStatement(names));
    return new Map(rows.map(({ number, brand }) => [brand, number]));
  }

  /** The statement behind {@link numbersOf}, for tests that ask the planner. */
  numbersOfStatement(names: readonly string[]): Prisma.Sql {
    return named(
      'sheets.numbersOf',
      Prisma.sql`SELECT n.number, n.brand FROM brand_numbers AS n
        WHERE n.tenant_id = ${this.tenantId}::uuid AND n.brand = any(${names}::text[])`,
    );
  }

  /**
   * How often the brands that are mentioned beside some were mentioned beside each of them: what `read` makes of it, by its name.
   * The sums of each are kept no longer than that, since there may be hundreds. One statement.
   *
   * @param brands canonical names
   */
  async beside<Read>(
    brands: readonly string[],
    spans: readonly Span[],
    read: (sums: SheetSums) => Read,
  ): Promise<Map<string, Read>> {
    const rows = groupBy(
      await this.database.reader.$queryRaw<(SheetRow & { beside: string })[]>(
        this.besideStatement(brands, spans),
      ),
      ({ beside }) => beside,
    );
    return new Map(brands.map((brand) => [brand, read(new SheetSums(rows.get(brand) ?? [], spans.length))]));
  }

  /** The statement behind {@link beside}, for tests that ask the planner. */
  besideStatement(brands: readonly string[], spans: readonly Span[]): Prisma.Sql {
    const cut = cutSpans(spans);
    const unfolded = Prisma.sql`SELECT piece.span, its.value COLLATE "C" AS value, piece.sign * its.mentions AS count,
        piece.sign * its.stories AS stories
      FROM ${piecesTable(cut.pieces)} CROSS JOIN LATERAL (
        SELECT its.* FROM brand_rollups AS its
        WHERE its.tenant_id = ${this.tenantId}::uuid AND its.brand = asked.brand AND its.facet = 'BRAND' AND its.part > 0
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until OFFSET 0
      ) AS its`;
    return named(
      'sheets.beside',
      Prisma.sql`SELECT asked.brand AS beside, its.* FROM ${askedBrands(brands)} CROSS JOIN LATERAL (
          ${this.rows(Prisma.sql`asked.brand`, cut, unfolded, (edges) =>
            countedMentions(this.tenantId, 'BRAND', edges, null),
          )}
        ) AS its`,
    );
  }

  /**
   * {@link SheetRow}s.
   *
   * @param of whose sheets: a brand, or '' for all reports
   * @param unfolded what no sheet has yet, and `counted` what none will have: rows of `span`, `value`, `count` and `stories`
   */
  private rows(
    of: Prisma.Sql,
    { pieces, edges }: CutSpans,
    unfolded: Prisma.Sql,
    counted: (edges: CutSpans) => Prisma.Sql,
  ): Prisma.Sql {
    const atEdges =
      edges.length === 0
        ? Prisma.empty
        : Prisma.sql`UNION ALL SELECT span, value, count, stories FROM (${counted({ pieces: [], edges })}) AS at_edges`;
    return Prisma.sql`SELECT piece.span, piece.sign, string_agg(sheet_number(octet_length(sheet.counts)) || sheet.counts, ''::bytea) AS sheets,
        NULL::integer AS number, NULL::text AS name, NULL::integer AS mentions, NULL::integer AS stories
      FROM ${piecesTable(pieces)} CROSS JOIN LATERAL (
        SELECT its.counts FROM brand_sheets AS its WHERE its.tenant_id = ${this.tenantId}::uuid AND its.brand = ${of}
          AND its.grain = piece.grain AND its.start >= piece.since AND its.start < piece.until OFFSET 0
      ) AS sheet
      GROUP BY piece.span, piece.sign
      UNION ALL
      SELECT counted.span, 1, NULL, known.number, counted.value, counted.count, counted.stories
      FROM (
        SELECT value, span, sum(count)::integer AS count, sum(stories)::integer AS stories FROM (
          ${unfolded} ${atEdges}
        ) AS each GROUP BY value, span
      ) AS counted
      LEFT JOIN LATERAL (
        SELECT n.number FROM brand_numbers AS n WHERE n.tenant_id = ${this.tenantId}::uuid AND n.brand = counted.value OFFSET 0
      ) AS known ON true`;
  }
}

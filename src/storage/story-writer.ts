import { joinStories, type StoryCandidate } from '../model/join-stories.ts';
import type { NewReport } from '../model/report.ts';
import { type StoryMember, storySpanMs } from '../model/story.ts';
import { named, Prisma, type Writer } from './database.ts';
import { countChange } from './rollups/change-reports.ts';
import { countAdditions } from './rollups/count-additions.ts';

/** What bounds the work for one new report, however many others share its keys: boiler-plate is shared by thousands. */
const bounds = {
  /** Reports that are looked at for one key, those of the latest days. */
  perKey: 40,
  /** Reports that it is compared with, those that share most keys. */
  candidates: 20,
};
/** Buckets whose reports may still turn out to be the same news as a new one: a month of them. */
const bucketsKept = 10;
/** Reports whose signatures one visit forgets at most: it stores no more at once. */
const mostForgotten = 1_000;

type Identified = NewReport & { id: string };

/**
 * Finds the stories of reports that were just stored, and counts them, in their transaction, by four statements whatever
 * their number, and one more where they join reports that were there before. The transaction has the tenant's turn: what
 * another visit stores at the same time is either seen, or sees this. Nothing is locked after this that a visit which
 * waits for its turn holds, but for a feed that moves while two read it: the server then ends one of both, which is run
 * again.
 */
export async function storeStories(
  writer: Writer,
  tenantId: string,
  reports: readonly Identified[],
): Promise<void> {
  await storeSignatures(writer, tenantId, reports);
  const candidates = await findCandidates(writer, tenantId, reports);
  const joined = joinStories(reports.map(memberOf), candidates);
  const added = reports.map(({ id }) => id);
  const isAdded = new Set(added);
  // Every story that changes has a report among these, and with it come its others.
  const changed = joined.reports.map(({ reportId }) => reportId).filter((id) => !isAdded.has(id));
  const haveStoredMerged = joined.merged.some(({ from }) => !isAdded.has(from));
  if (changed.length > 0 && !haveStoredMerged) {
    await storeMemberships(writer, tenantId, joined);
    await countAdditions(writer, tenantId, added);
    return;
  }
  await countChange(writer, tenantId, { changed, added }, () => storeMemberships(writer, tenantId, joined));
}

function memberOf({ id, publishedAt, language, mentions, signature }: Identified): StoryMember {
  return { id, publishedAt, language, brands: mentions.map(({ brand }) => brand), signature };
}

function bucketOf(publishedAt: Date): number {
  return Math.floor(publishedAt.getTime() / storySpanMs);
}

/** Keeps what later reports are compared with, and forgets what none can be the same news as any more. */
async function storeSignatures(
  writer: Writer,
  tenantId: string,
  reports: readonly Identified[],
): Promise<void> {
  const rows = reports.map(({ id, publishedAt, signature }) => ({
    ...signature,
    id,
    bucket: bucketOf(publishedAt),
  }));
  const outdated = Math.max(...rows.map(({ bucket }) => bucket)) - bucketsKept;
  await writer.$executeRaw(
    named(
      'stories.storeSignatures',
      Prisma.sql`WITH fresh AS MATERIALIZED (
          SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS fresh(id uuid, bucket integer,
            keys integer[], "titleWords" integer[], "commonTitleWords" integer[], names integer[],
            "leadWords" integer[], "textHashes" integer[], "textRuns" integer)
        ), signed AS (
          INSERT INTO story_signatures (tenant_id, bucket, report_id, keys, title_words, common_title_words, names,
            lead_words, text_hashes, text_runs)
          SELECT ${tenantId}::uuid, bucket, id, keys, "titleWords", "commonTitleWords", names, "leadWords",
            "textHashes", "textRuns"
          FROM fresh
        ), old AS (
          DELETE FROM story_signatures AS gone WHERE gone.tenant_id = ${tenantId}::uuid
            AND gone.ctid = any(ARRAY(SELECT s.ctid FROM story_signatures AS s
              WHERE s.tenant_id = ${tenantId}::uuid AND s.bucket < ${outdated}::integer LIMIT ${mostForgotten}))
          RETURNING bucket, report_id, keys
        ), old_keys AS (
          DELETE FROM story_keys AS gone USING old CROSS JOIN unnest(old.keys) AS of_old(key)
          WHERE gone.tenant_id = ${tenantId}::uuid AND gone.key = of_old.key AND gone.bucket = old.bucket
            AND gone.report_id = old.report_id
        )
        INSERT INTO story_keys (tenant_id, bucket, key, report_id)
        SELECT ${tenantId}::uuid, bucket, key, id FROM fresh CROSS JOIN unnest(keys) AS key
        ON CONFLICT DO NOTHING`,
    ),
  );
}

type CandidateRow = Omit<StoryCandidate, 'signature'> & {
  titleWords: number[];
  commonTitleWords: number[];
  names: number[];
  leadWords: number[];
  textHashes: number[] | null;
  textRuns: number;
};

/** The stored reports of the same days that share keys with new ones, the new ones themselves among them. */
async function findCandidates(
  writer: Writer,
  tenantId: string,
  reports: readonly Identified[],
): Promise<StoryCandidate[]> {
  const rows = await writer.$queryRaw<CandidateRow[]>(candidatesStatement(tenantId, reports));
  return rows.map(({ titleWords, commonTitleWords, names, leadWords, textHashes, textRuns, ...row }) => ({
    ...row,
    signature: { keys: [], titleWords, commonTitleWords, names, leadWords, textHashes, textRuns },
  }));
}

/** The statement that finds the candidates for reports, for tests that ask the planner. */
export function candidatesStatement(
  tenantId: string,
  reports: readonly Pick<Identified, 'id' | 'publishedAt' | 'signature'>[],
): Prisma.Sql {
  const asked = reports.flatMap(({ id, publishedAt, signature }) =>
    signature.keys.map((key) => ({ id, bucket: bucketOf(publishedAt), key })),
  );
  return named(
    'stories.candidates',
    Prisma.sql`WITH asked AS (
          SELECT * FROM unnest(${asked.map(({ id }) => id)}::uuid[], ${asked.map(({ bucket }) => bucket)}::integer[],
            ${asked.map(({ key }) => key)}::integer[]) AS asked(id, bucket, key)
        ), shared AS (
          SELECT asked.id AS asked_id, found.bucket, found.report_id, count(*) AS keys
          FROM asked
          CROSS JOIN LATERAL (
            SELECT k.bucket, k.report_id FROM story_keys AS k
            WHERE k.tenant_id = ${tenantId}::uuid AND k.key = asked.key
              AND k.bucket BETWEEN asked.bucket - 1 AND asked.bucket + 1
            ORDER BY k.bucket DESC, k.report_id DESC LIMIT ${bounds.perKey + 1}
          ) AS found
          WHERE found.report_id <> asked.id
          GROUP BY asked.id, found.bucket, found.report_id
        ), nearest AS (
          SELECT *, row_number() OVER (PARTITION BY asked_id ORDER BY keys DESC, report_id) AS place FROM shared
        ), candidate AS (
          SELECT bucket, report_id, array_agg(asked_id ORDER BY asked_id) AS near FROM nearest
          WHERE place <= ${bounds.candidates} GROUP BY bucket, report_id
        )
        SELECT r.id, r.published_at AS "publishedAt", r.language, r.brands, candidate.near,
          s.title_words AS "titleWords", s.common_title_words AS "commonTitleWords", s.names,
          s.lead_words AS "leadWords", s.text_hashes AS "textHashes", s.text_runs AS "textRuns", coalesce(own.story_id, r.id) AS "storyId",
          coalesce(span.first, r.published_at) AS "firstPublishedAt",
          coalesce(span.last, r.published_at) AS "lastPublishedAt"
        FROM candidate
        JOIN story_signatures AS s ON s.tenant_id = ${tenantId}::uuid AND s.bucket = candidate.bucket
          AND s.report_id = candidate.report_id
        JOIN reports AS r ON r.tenant_id = ${tenantId}::uuid AND r.id = candidate.report_id
        LEFT JOIN report_stories AS own ON own.tenant_id = ${tenantId}::uuid AND own.report_id = r.id
        LEFT JOIN LATERAL (
          SELECT min(m.published_at) AS first, max(m.published_at) AS last FROM report_stories AS m
          WHERE m.tenant_id = ${tenantId}::uuid AND m.story_id = own.story_id
        ) AS span ON true
        ORDER BY r.published_at, r.id`,
  );
}

/** Writes which stories reports belong to; reports that were deleted meanwhile are left out. */
async function storeMemberships(
  writer: Writer,
  tenantId: string,
  { reports, merged }: ReturnType<typeof joinStories>,
): Promise<void> {
  await writer.$executeRaw(
    named(
      'stories.join',
      Prisma.sql`WITH moved AS (
          UPDATE report_stories AS m SET story_id = change.story_id
          FROM unnest(${merged.map(({ from }) => from)}::uuid[], ${merged.map(({ into }) => into)}::uuid[])
            AS change(from_id, story_id)
          WHERE m.tenant_id = ${tenantId}::uuid AND m.story_id = change.from_id
        ), there AS (
          SELECT r.id, r.published_at, change.story_id
          FROM unnest(${reports.map(({ reportId }) => reportId)}::uuid[],
            ${reports.map(({ storyId }) => storyId)}::uuid[]) AS change(report_id, story_id)
          JOIN reports AS r ON r.tenant_id = ${tenantId}::uuid AND r.id = change.report_id
          ORDER BY r.id FOR KEY SHARE OF r
        )
        INSERT INTO report_stories (tenant_id, report_id, story_id, published_at)
        SELECT ${tenantId}::uuid, id, story_id, published_at FROM there
        ON CONFLICT (tenant_id, report_id) DO NOTHING`,
    ),
  );
}

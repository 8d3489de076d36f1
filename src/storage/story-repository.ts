import { groupBy } from '../model/group.ts';
import type { Story } from '../model/story.ts';
import { type Connections, named, Prisma } from './database.ts';

/** The stories of one tenant, for reading. */
export class StoryRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** The story of each of some reports, by the report's id; reports that there are not are left out. One statement. */
  async byReportIds(reportIds: readonly string[]): Promise<Map<string, Story>> {
    const rows = await this.database.reader.$queryRaw<(Story & { reportId: string })[]>(
      this.byReportIdsStatement(reportIds),
    );
    return new Map(rows.map(({ reportId, ...story }) => [reportId, story]));
  }

  /** The statement behind {@link byReportIds}, for tests that ask the planner. */
  byReportIdsStatement(reportIds: readonly string[]): Prisma.Sql {
    const asked = Prisma.sql`SELECT r.id AS asked, coalesce(own.story_id, r.id) AS id
      FROM reports AS r
      LEFT JOIN report_stories AS own ON own.tenant_id = ${this.tenantId}::uuid AND own.report_id = r.id
      WHERE r.tenant_id = ${this.tenantId}::uuid AND r.id = any(${reportIds}::uuid[])`;
    return named('stories.byReportIds', this.describe(asked));
  }

  /**
   * The stories with these ids, by the id that was asked for; those that there are not are left out. The id of a report
   * that belongs to another story finds that one, so that the id of a story that went over into another still leads on.
   */
  async byIds(ids: readonly string[]): Promise<Map<string, Story>> {
    const asked = Prisma.sql`SELECT given.id AS asked, coalesce(own.story_id, given.id) AS id
      FROM unnest(${ids}::uuid[]) AS given(id)
      LEFT JOIN report_stories AS own ON own.tenant_id = ${this.tenantId}::uuid AND own.report_id = given.id`;
    const rows = await this.database.reader.$queryRaw<(Story & { reportId: string })[]>(
      named('stories.byIds', this.describe(asked)),
    );
    return new Map(rows.map(({ reportId, ...story }) => [reportId, story]));
  }

  /** The ids of the reports of stories, by the story's id. */
  async reportIds(storyIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.database.reader.$queryRaw<{ storyId: string; reportId: string }[]>(
      named(
        'stories.reportIds',
        Prisma.sql`SELECT wanted.id AS "storyId", its.report_id AS "reportId"
          FROM unnest(${storyIds}::uuid[]) AS wanted(id)
          CROSS JOIN LATERAL (${reportIdsOfStory(this.tenantId, Prisma.sql`wanted.id`)}) AS its`,
      ),
    );
    const byStory = groupBy(rows, ({ storyId }) => storyId);
    return new Map([...byStory].map(([id, its]) => [id, its.map(({ reportId }) => reportId)]));
  }

  /** Describes stories; each is read once, however many ask for it. @param asked rows of what asks and the story's id */
  private describe(asked: Prisma.Sql): Prisma.Sql {
    return Prisma.sql`WITH asked AS MATERIALIZED (${asked}), story AS (
        SELECT wanted.id, count(*)::integer AS size, min(first) AS first, max(first) AS last,
          (array_agg(originator ORDER BY first, originator))[1] AS originator,
          array_agg(source ORDER BY first, originator) AS outlets, sum(size)::integer AS reports
        FROM (SELECT DISTINCT id FROM asked) AS wanted
        CROSS JOIN LATERAL (
          SELECT r.source, count(*) AS size, min(r.published_at) AS first, max(r.published_at) AS last,
            (array_agg(r.id ORDER BY r.published_at, r.id))[1] AS originator
          FROM (${reportIdsOfStory(this.tenantId, Prisma.sql`wanted.id`)}) AS its
          JOIN reports AS r ON r.tenant_id = ${this.tenantId}::uuid AND r.id = its.report_id
          GROUP BY r.source
        ) AS outlet
        GROUP BY wanted.id
      )
      SELECT asked.asked AS "reportId", story.id, story.reports AS size, story.originator AS "originatorId",
        story.first AS "firstPublishedAt", story.last AS "lastPublishedAt", story.outlets
      FROM asked JOIN story ON story.id = asked.id`;
  }
}

/**
 * A SELECT of the ids, as `report_id`, of the reports of a story. Its founder has a row only once the story has two
 * reports, and stays in it for as long as it is there, so it is always asked for.
 */
export function reportIdsOfStory(tenantId: string, storyId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT m.report_id FROM report_stories AS m
    WHERE m.tenant_id = ${tenantId}::uuid AND m.story_id = ${storyId} UNION SELECT ${storyId}`;
}

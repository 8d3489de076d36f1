import { setImmediate } from 'node:timers/promises';
import type { JobExecution, RereadingJob } from '../model/job.ts';
import type { StoredArticle } from '../model/stored-article.ts';
import type { ReadAgain, Rereading } from '../storage/rereading-repository.ts';
import type { TenantStorage } from '../storage/storage.ts';
import type { ArticleAnalyser } from './enrich/analyser.ts';
import { findableArticle } from './enrich/stored-article.ts';
import { keptAlive } from './keep-alive.ts';
import type { PipelineDependencies } from './pipeline.ts';

/** Reports of one transaction, which takes a second or so at most. */
const batchSize = 200;
/** Before visits that were under way when something was changed are looked for again, in milliseconds. */
const patienceMs = 5_000;
/** Others have their turn at least this often while texts are read, in milliseconds. */
const sliceMs = 10;

/** How reports are read again; the tests read fewer at once. */
export interface RereadingOptions {
  batchSize?: number;
}

/**
 * Reads the next stored reports again by the tenant's settings as they are now, and has those after them read by a job
 * of their own: so it goes on where it stood when its process dies, and leaves its place to visits. It begins when no
 * visit is under way that read the settings before the change. What was read while they were changed again is not
 * stored.
 *
 * @returns the execution when it is over; null otherwise
 * @throws when the database fails; the job is to be tried again
 */
export async function rereadReports(
  job: RereadingJob,
  { storage, analyserFor, log, now }: Pick<PipelineDependencies, 'storage' | 'analyserFor' | 'log' | 'now'>,
  { batchSize: size = batchSize }: RereadingOptions = {},
): Promise<JobExecution | null> {
  const tenant = storage.forTenant(job.tenantId);
  const { executionId } = job;
  return keptAlive(executionId, tenant, { log, now }, async () => {
    try {
      return await readNext(executionId, tenant, analyserFor, now, size);
    } catch (error) {
      await tenant.executions
        .requeue(executionId, now())
        .catch((failure) => log.warn({ err: failure }, 'an execution could not be put back'));
      throw error;
    }
  });
}

async function readNext(
  executionId: string,
  tenant: TenantStorage,
  analyserFor: PipelineDependencies['analyserFor'],
  now: () => Date,
  size: number,
): Promise<JobExecution | null> {
  const rereading = await whenCollected(executionId, tenant, now);
  if (!rereading) return null;
  await tenant.executions.start(executionId, now());
  const articles = await tenant.rereadings.next(rereading, size);
  const read = await readAll(articles, analyserFor(await tenant.brands.settings()));
  const isLast = articles.length < size;
  return tenant.change(null, now(), async ({ rereadings, executions }) => {
    const isStored = await rereadings.store(rereading, read, { isLast, now: now() });
    return isStored && isLast ? executions.finish(executionId, null, now()) : null;
  });
}

/** The rereading, once it is known which reports it is of; null while it is not, and for one that has a job elsewhere. */
async function whenCollected(
  executionId: string,
  tenant: TenantStorage,
  now: () => Date,
): Promise<Rereading | null> {
  const rereading = await tenant.rereadings.underWay();
  if (rereading?.executionId !== executionId) return null;
  if (rereading.isCollected) return rereading;
  if (await tenant.rereadings.isAwaitingVisits(rereading)) {
    await tenant.rereadings.postpone(rereading, new Date(now().getTime() + patienceMs));
    return null;
  }
  return tenant.change(null, now(), async ({ rereadings }) =>
    (await rereadings.collect(rereading)) ? rereadings.underWay() : null,
  );
}

async function readAll(articles: readonly StoredArticle[], analyser: ArticleAnalyser): Promise<ReadAgain[]> {
  const read: ReadAgain[] = [];
  let pausedAt = performance.now();
  for (const article of articles) {
    read.push({ article, found: analyser.findMentions(findableArticle(article)) });
    if (performance.now() - pausedAt < sliceMs) continue;
    await setImmediate();
    pausedAt = performance.now();
  }
  return read;
}

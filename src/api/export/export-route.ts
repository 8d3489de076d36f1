import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import { CodedError } from '../../model/errors.ts';
import type { ReportFilter } from '../../model/report.ts';
import type { Log } from '../../platform/log.ts';
import type { Storage, TenantStorage } from '../../storage/storage.ts';
import { statusOf } from '../http-status.ts';
import { createLoaders } from '../loaders.ts';
import { readFilterOf } from '../report-lists.ts';
import { signalOf } from '../request-signal.ts';
import { fileFormats } from './export-file.ts';
import type { ExportLinks, ExportRequest } from './export-link.ts';

/** What the route works with. */
export interface ExportDependencies {
  links: ExportLinks;
  storage: Storage;
  /** What a client may see of a failure, as GraphQL shows it; what nobody expected is logged. */
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  log: Log;
  now: () => Date;
}

/** How much one export and one tenant may take. */
export interface ExportLimits {
  /** Rows of one page: at most one page is in memory. */
  pageRows: number;
  /** Exports of one tenant at a time, on one process. */
  atOnce: number;
  /** After so many milliseconds an export is broken off: a client that stopped reading is not kept for ever. */
  exportMs: number;
}

const usualLimits: ExportLimits = { pageRows: 500, atOnce: 4, exportMs: 60 * 60_000 };

/**
 * Answers the links that `exportUrl` gives: `GET /:token` sends the file while it is read, page by page, no faster than
 * the client takes it. What fails before the first page is answered in words; what fails later breaks the connection,
 * so that a file that was cut off is not taken for a whole one.
 */
export function createExportRoute(
  dependencies: ExportDependencies,
  limits: ExportLimits = usualLimits,
): Router {
  const exporter = new Exporter(dependencies, limits);
  const router = Router();
  router.get('/:token', (request, response) => exporter.answer(request, response));
  return router;
}

class Exporter {
  /** How many exports are under way, by tenant. */
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly dependencies: ExportDependencies,
    private readonly limits: ExportLimits,
  ) {}

  async answer(request: Request<{ token: string }>, response: Response): Promise<void> {
    const { links, now } = this.dependencies;
    const signal = signalOf(response, this.limits.exportMs);
    try {
      const wanted = links.read(request.params.token, now());
      await this.inTurn(wanted.tenantId, () => this.send(wanted, request.method, response, signal));
    } catch (error) {
      if (isEndOf(signal, error)) response.destroy();
      else this.fail(error, response);
    }
  }

  private async send(
    wanted: ExportRequest,
    method: string,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const { storage, now } = this.dependencies;
    const tenant = storage.forTenant(wanted.tenantId, { signal });
    await demandLiveKey(tenant, wanted.keyId);
    const pages = tenant.reports.pages(
      await filterOf(wanted, storage, tenant),
      wanted.order,
      this.limits.pageRows,
    );
    const { contentType, extension, parts } = fileFormats[wanted.format];
    const firstRead = method === 'HEAD' ? null : await begun(pages);
    response.setHeader('content-type', contentType);
    response.setHeader('content-disposition', `attachment; filename="reports-${dayOf(now())}.${extension}"`);
    response.setHeader('cache-control', 'private, no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    if (firstRead) await pipeline(parts(firstRead), response, { signal });
    else response.end();
  }

  private async inTurn(tenantId: string, work: () => Promise<void>): Promise<void> {
    const others = this.underWay.get(tenantId) ?? 0;
    if (others >= this.limits.atOnce) {
      throw new CodedError(
        'RATE_LIMITED',
        `${others} exports are under way already; at most ${this.limits.atOnce} are made at a time. Wait for one to end.`,
      );
    }
    this.underWay.set(tenantId, others + 1);
    try {
      await work();
    } finally {
      const left = (this.underWay.get(tenantId) ?? 1) - 1;
      if (left > 0) this.underWay.set(tenantId, left);
      else this.underWay.delete(tenantId);
    }
  }

  private fail(error: unknown, response: Response): void {
    const { message, extensions } = this.dependencies.formatError({ message: 'The export failed.' }, error);
    const code = extensions?.code;
    if (response.headersSent) {
      this.dependencies.log.warn({ code, errorId: extensions?.id }, 'an export was broken off');
      response.destroy();
      return;
    }
    response.setHeader('cache-control', 'no-store');
    response.status(code === 'NOT_FOUND' ? 404 : (statusOf(code) ?? 500));
    response.json({ errors: [{ message, extensions }] });
  }
}

/** @throws {CodedError} FORBIDDEN when the key that a link was made for has been revoked since */
async function demandLiveKey({ keys }: TenantStorage, keyId: string | null): Promise<void> {
  if (keyId === null || (await keys.isLive(keyId))) return;
  throw new CodedError(
    'FORBIDDEN',
    'The key that this link was made for has been revoked. Ask for exportUrl with a live one.',
  );
}

async function filterOf(
  { filters }: ExportRequest,
  storage: Storage,
  tenant: TenantStorage,
): Promise<ReportFilter> {
  const loaders = createLoaders(storage, tenant);
  return { and: await Promise.all(filters.map((filter) => readFilterOf({ loaders }, filter))) };
}

/** A generator whose first value is there: what failed until then has not been begun to be answered. */
async function begun<Value>(values: AsyncGenerator<Value, void>): Promise<AsyncGenerator<Value, void>> {
  let next = await values.next();
  return (async function* () {
    for (; !next.done; next = await values.next()) yield next.value;
  })();
}

/** Whether a failure is nothing but the end that a signal has put to an answer. */
function isEndOf(signal: AbortSignal, error: unknown): boolean {
  if (!signal.aborted) return false;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return error === signal.reason || code === 'ABORT_ERR' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

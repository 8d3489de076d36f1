import { notFound } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import type { Session } from './context.ts';

/** One report, loaded with others. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function reportWithId({ loaders }: Pick<Session, 'loaders'>, id: string): Promise<Report> {
  const report = await loaders.reportById.load(id);
  if (!report) throw notFound('report', `with the id "${id}"`);
  return report;
}

import { type Source, type SourceOrder, sourcePosition } from '../model/report-groups.ts';
import { readPage } from './args/page.ts';
import { Connection } from './connection.ts';
import type { Session } from './context.ts';
import type * as Generated from './generated/types.ts';
import { readFilterOf } from './report-lists.ts';

/** The outlets of the tenant's reports as a connection. */
export async function sourcesOf(
  session: Session,
  args: Generated.QuerySourcesArgs,
): Promise<Connection<Source>> {
  const { reportGroups, tenantId } = session.tenant;
  const order: SourceOrder = args.orderBy ?? { field: 'REPORT_COUNT', direction: 'DESC' };
  const scope = { tenantId, list: `sources:${order.field}:${order.direction}` };
  const filter = await readFilterOf(session, args.filter);
  const page = readPage(args, scope, session.limits, order.field === 'NAME' ? 'name' : 'count');
  return new Connection(
    await reportGroups.sourcePage(filter, order, page),
    scope,
    (source) => sourcePosition(source, order),
    () => reportGroups.sourceCount(filter),
  );
}

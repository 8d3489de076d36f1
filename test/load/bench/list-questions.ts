import { encodeCursor } from '../../../src/model/cursor.ts';
import { brands } from './press.ts';
import { allColumns, common, followed, pageColumns, type Question, rare, type Subject } from './question.ts';

const beside = brands[1] ?? '';
const pageFields =
  'nodes { id title url source publishedAt summary brands topic sentiment } pageInfo { hasNextPage endCursor }';

/** Pages of lists and their counts, in the order of the table. */
export const listQuestions: readonly Question[] = [
  page('a common brand, first page', common, false),
  page('a common brand, deep page', common, true),
  page('a rare brand, first page', rare, false),
  page('a rare brand, deep page', rare, true),
  {
    name: 'two brands together, first page',
    query: () =>
      `{ reports(first: 20, filter: { brands: { all: ["${common}", "${beside}"] } }) { ${pageFields} } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1 AND r.brands @> $2
        ORDER BY r.published_at DESC, r.id DESC LIMIT 21`,
      values: [tenantId, [common, beside]],
    }),
  },
  {
    name: 'any of the followed, first page',
    query: () =>
      `{ reports(first: 20, filter: { brands: { any: ${JSON.stringify(followed)} } }) { ${pageFields} } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1 AND r.brands && $2
        ORDER BY r.published_at DESC, r.id DESC LIMIT 21`,
      values: [tenantId, followed],
    }),
  },
  {
    name: 'a common brand on a topic, first page',
    query: () =>
      `{ reports(first: 20, filter: { brands: { any: ["${common}"] }, topics: [LEGAL] }) { ${pageFields} } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT ${pageColumns} FROM report_brands AS b JOIN reports AS r ON r.tenant_id = b.tenant_id AND r.id = b.report_id
        WHERE b.tenant_id = $1 AND b.brand = $2 AND r.topic = 'LEGAL'
        ORDER BY b.published_at DESC, b.report_id DESC LIMIT 21`,
      values: [tenantId, common],
    }),
  },
  count('all reports', '', 'true', [], true),
  count('one brand', `brands: { any: ["${common}"] }`, 'r.brands @> $2', [[common]]),
  count('one topic', 'topics: [BUSINESS]', `r.topic = 'BUSINESS'`, []),
  count('two brands together', `brands: { all: ["${common}", "${beside}"] }`, 'r.brands @> $2', [
    [common, beside],
  ]),
  count('a word', 'search: "silk"', `r.search @@ websearch_to_tsquery('press', 'silk')`, []),
];

function page(name: string, brand: string, isDeep: boolean): Question {
  return {
    name,
    query: ({ tenantId, middles }) => {
      const middle = middles.get(brand);
      const scope = { tenantId, list: 'reports:PUBLISHED_AT:DESC' };
      const after = isDeep && middle ? `, after: "${encodeCursor(middle, scope)}"` : '';
      return `{ reports(first: 20, filter: { brands: { any: ["${brand}"] } }${after}) { ${pageFields} } }`;
    },
    byHand: ({ tenantId, middles }) => {
      const { value, id } = middles.get(brand) ?? { value: '', id: '' };
      return {
        text: `SELECT ${pageColumns} FROM report_brands AS b JOIN reports AS r ON r.tenant_id = b.tenant_id AND r.id = b.report_id
          WHERE b.tenant_id = $1 AND b.brand = $2 ${isDeep ? 'AND (b.published_at, b.report_id) < ($3, $4)' : ''}
          ORDER BY b.published_at DESC, b.report_id DESC LIMIT 21`,
        values: [tenantId, brand, ...(isDeep ? [value, id] : [])],
      };
    },
  };
}

/** By hand it is counted one by one, since SQL has no better for an exact number without sums. */
function count(
  name: string,
  filter: string,
  condition: string,
  values: unknown[],
  hasOldWay = false,
): Question {
  return {
    name: `count: ${name}`,
    query: () => `{ reports(first: 1${filter === '' ? '' : `, filter: { ${filter} }`}) { totalCount } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT count(*) FROM reports AS r WHERE r.tenant_id = $1 AND ${condition}`,
      values: [tenantId, ...values],
    }),
    ...(hasOldWay
      ? {
          oldWay: ({ tenantId }: Subject) => ({
            text: `SELECT ${allColumns} FROM reports AS r WHERE tenant_id = $1`,
            values: [tenantId],
            make: (rows: unknown[]) => rows.length,
          }),
        }
      : {}),
  };
}

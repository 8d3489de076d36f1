import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaText } from '../../src/api/schema.ts';
import { type Answer, startApi, type TestApi } from '../support/api.ts';
import { createOperationMaker, randomNumbers } from '../support/random-operations.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

const operations = 10_000;
const seed = 20_261_125;

/** INTERNAL and UNAVAILABLE would say that something of ours failed. */
const harmless = ['NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT', 'QUERY_TOO_COMPLEX', 'FORBIDDEN'];

let api: TestApi;
let ids: string[];
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  api = await startApi({ withTwin: true });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  const feeds = await addFeeds(api.tenant, 3);
  const execution = await storeReports(api.tenant, feeds[0] ?? '', makeReports(5, 60));
  const newestFirst = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
  const five = { size: 5, take: 'first', after: null, before: null } as const;
  const { rows } = await api.tenant.reports.page({}, newestFirst, five);
  ids = [...feeds, execution, ...rows.map(({ id }) => id)];
});

afterAll(async () => {
  process.off('unhandledRejection', note);
  await api.close();
});

/**
 * An answer without what differs from one time of asking to the next: signed links, and which of several failures came
 * first where one is enough to leave nothing to answer.
 */
function comparable({ text, data, errors }: Answer<unknown>): string {
  if (data === null && errors.length > 0) return 'nothing but a failure';
  return text.replaceAll(/"(https?:[^"]*\/exports\/[^"]*)"/g, '"a link"');
}

describe(`${operations} operations at random`, () => {
  it('are answered, every one, without a failure of ours, and alike by both executors', async () => {
    const make = createOperationMaker(buildSchema(schemaText), randomNumbers(seed), ids);
    const codes = new Map<string, number>();
    for (let at = 0; at < operations; at += 1) {
      const { kind, document, variables } = make();
      const answer = await api.ask(document, variables);
      const shown = `${at}: ${document} ${JSON.stringify(variables)}`;
      expect(answer.status, shown).not.toBe(500);
      expect(answer.contentType, shown).toContain('json');
      const first = answer.errors[0]?.extensions.code ?? 'OK';
      codes.set(first, (codes.get(first) ?? 0) + 1);
      for (const { extensions } of answer.errors) {
        expect(harmless, shown).toContain(extensions.code);
      }
      if (kind === 'query' && at % 5 === 0) {
        const twin = await api.askTwin(document, variables);
        expect(comparable(twin), `${shown} ${answer.text}`).toBe(comparable(answer));
      }
    }
    // The operations are worth sending: many are carried out, and many are refused for more than one reason.
    expect(codes.get('OK') ?? 0).toBeGreaterThan(operations / 20);
    expect(codes.size).toBeGreaterThan(3);
    expect(unhandled).toEqual([]);
  }, 300_000);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resolveRange } from '../../src/model/date-range.ts';
import { sameEventLastSeason } from '../../src/model/event-comparison.ts';
import { shippedEvents } from '../../src/storage/calendar/shipped-calendar.ts';
import {
  type CalendarEventFilter,
  CalendarEventPageDocument,
  type CalendarEventPageQuery,
  CreateCalendarEventDocument,
  type CreateCalendarEventInput,
  DeleteCalendarEventDocument,
  UpdateCalendarEventDocument,
  type UpdateCalendarEventInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';

let api: TestApi;
let other: TestTenant;
const missing = '0190a3c5-0000-7000-8000-000000000000';

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('maison-y');
});
beforeEach(() => sql(api.database.url, 'DELETE FROM calendar_events'));
afterAll(async () => api.close());

const show: CreateCalendarEventInput = {
  name: 'The autumn show',
  kind: 'LAUNCH',
  series: 'maison-x-show',
  startsOn: '2026-03-05',
  endsOn: '2026-03-05',
};
const create = (input: Partial<CreateCalendarEventInput> = {}, key?: string | null) =>
  api.query(CreateCalendarEventDocument, { input: { ...show, ...input } }, key);
const created = async (input: Partial<CreateCalendarEventInput> = {}, key?: string) =>
  dataOf(await create(input, key)).createCalendarEvent.calendarEvent;
const update = (input: UpdateCalendarEventInput, key?: string) =>
  api.query(UpdateCalendarEventDocument, { input }, key);
const remove = (id: string, key?: string) => api.query(DeleteCalendarEventDocument, { input: { id } }, key);
const list = async (filter: CalendarEventFilter | null, key?: string) =>
  dataOf(await api.query(CalendarEventPageDocument, { filter, first: 100 }, key)).calendarEvents;
const namesIn = async (filter: CalendarEventFilter | null, key?: string) =>
  (await list(filter, key)).edges.map(({ node }) => node.name);

const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'OK';
function refusalOf({ errors }: Answer<unknown>) {
  const fields = errors[0]?.extensions.fields?.map(({ field }) => field).sort() ?? [];
  return { code: errors[0]?.extensions.code, fields, message: errors[0]?.message ?? '' };
}

describe('the calendar', () => {
  it('has the shipped events and the tenant’s own, in the order of their days', async () => {
    await created();
    expect(await namesIn({ from: '2026-03-03', to: '2026-03-15' })).toEqual([
      'Paris Fashion Week Autumn/Winter 2026',
      'The autumn show',
      'Oscars 2026',
    ]);
    expect((await list(null)).totalCount).toBe(shippedEvents.length + 1);
    expect(await namesIn({ from: '2026-03-03', to: '2026-03-15' }, other.key)).not.toContain(show.name);
  });

  it('is filtered by kind, series and days, both included', async () => {
    expect(await namesIn({ kinds: ['GALA'], from: '2025-01-01', to: '2025-12-31' })).toEqual([
      'Met Gala 2025',
      'Vogue World 2025',
    ]);
    expect(await namesIn({ series: ['oscars', 'met-gala'], from: '2026-03-15', to: '2026-05-04' })).toEqual([
      'Oscars 2026',
      'Met Gala 2026',
    ]);
    expect(await namesIn({ kinds: [], series: [], from: '2026-03-16', to: '2026-03-17' })).toEqual([]);
    expect(await namesIn({ from: '2026-03-10', to: '2026-03-10' })).toEqual([
      'Paris Fashion Week Autumn/Winter 2026',
    ]);
  });

  it('is refused for days that are none, all at once', async () => {
    const filter = { from: '2026-02-30', to: 'soon', series: [''] };
    expect(refusalOf(await api.query(CalendarEventPageDocument, { filter }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['filter.from', 'filter.series', 'filter.to'],
    });
    const turned = { from: '2026-03-02', to: '2026-03-01' };
    expect(refusalOf(await api.query(CalendarEventPageDocument, { filter: turned })).fields).toEqual([
      'filter.to',
    ]);
  });

  it('pages forwards and backwards over shipped and own events alike', async () => {
    await created();
    const filter = { from: '2026-01-01' };
    const all = (await list(filter)).edges.map(({ node }) => node.id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: Answer<CalendarEventPageQuery> = await api.query(CalendarEventPageDocument, {
        filter,
        first: 4,
        after,
      });
      const { edges, pageInfo } = dataOf(answer).calendarEvents;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    expect(seen).toEqual(all);
    const { calendarEvents } = dataOf(await api.query(CalendarEventPageDocument, { filter, last: 3 }));
    expect(calendarEvents.edges.map(({ node }) => node.id)).toEqual(all.slice(-3));
  });
});

describe('an own event', () => {
  it('is given back as it was created, and changed by its id; what is absent stays', async () => {
    const event = await created({ name: '  The autumn show ' });
    expect(event).toEqual({ ...show, id: event.id, basis: 'ANNOUNCED', isOwn: true });
    const answer = await update({ id: event.id, endsOn: '2026-03-06', kind: 'OTHER' });
    expect(dataOf(answer).updateCalendarEvent.calendarEvent).toEqual({
      ...event,
      endsOn: '2026-03-06',
      kind: 'OTHER',
    });
  });

  it('is refused with every faulty field', async () => {
    const input = {
      name: ' ',
      series: 'Maison X',
      startsOn: '2026-02-30',
      endsOn: '1969-12-31',
      idempotencyKey: 'short',
    };
    expect(refusalOf(await create(input))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.endsOn', 'input.idempotencyKey', 'input.name', 'input.series', 'input.startsOn'],
    });
    expect(refusalOf(await create({ endsOn: '2026-03-04' }))).toMatchObject({
      fields: ['input.endsOn'],
      message: 'input.endsOn: 2026-03-04 is before the first day, 2026-03-05.',
    });
    expect(refusalOf(await create({ endsOn: '2026-05-05' })).message).toContain('are 62 days. At most 61');
    const { id } = await created();
    expect(refusalOf(await update({ id, startsOn: '2026-03-06' }))).toMatchObject({
      fields: ['input.startsOn'],
      message: 'input.startsOn: 2026-03-05 is before the first day, 2026-03-06.',
    });
    expect(refusalOf(await update({ id: '7', series: '-' })).fields).toEqual(['input.id', 'input.series']);
  });

  it('has days of its own in its series, however many are created at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create()));
    expect(answers.map(codeOf).sort()).toEqual([...Array(5).fill('CONFLICT'), 'OK']);
    expect(refusalOf(await create({ startsOn: '2026-03-01', endsOn: '2026-03-09' })).message).toBe(
      '"The autumn show" of the series maison-x-show lies in the same days, 2026-03-05 to 2026-03-05. Change that one, or give this one another series.',
    );
    const { id } = await created({ startsOn: '2026-09-05', endsOn: '2026-09-05' });
    expect(codeOf(await update({ id, startsOn: '2026-03-05', endsOn: '2026-03-05' }))).toBe('CONFLICT');
    expect(codeOf(await update({ id, endsOn: '2026-09-06' }))).toBe('OK');
    expect(codeOf(await create({ series: 'another' }))).toBe('OK');
    expect(codeOf(await create({}, other.key))).toBe('OK');
  });

  it('takes the place of a shipped one of its series that lies in the same days', async () => {
    const days = { from: '2026-03-01', to: '2026-03-12' };
    const paris = { series: 'paris-womenswear', startsOn: '2026-03-03', endsOn: '2026-03-11' };
    const { id } = await created({ ...paris, name: 'Paris, as we count it' });
    expect(await namesIn({ series: [paris.series], ...days })).toEqual(['Paris, as we count it']);
    // Nor does it come back where a filter lets only the shipped one through.
    expect(await namesIn({ kinds: ['FASHION_WEEK'], series: [paris.series], ...days })).toEqual([]);
    await remove(id);
    expect(await namesIn({ series: [paris.series], ...days })).toEqual([
      'Paris Fashion Week Autumn/Winter 2026',
    ]);
  });

  it('takes the place of one whose days are expected though it lies beside them, and of no other edition', async () => {
    const series = 'paris-womenswear';
    const editions = async () =>
      (await list({ series: [series], from: '2026-02-01' })).edges.map(({ node }) => [
        node.startsOn,
        node.basis,
      ]);
    const shipped = [
      ['2026-03-02', 'ANNOUNCED'],
      ['2026-09-28', 'EXPECTED'],
      ['2027-03-01', 'EXPECTED'],
    ];
    expect(await editions()).toEqual(shipped);
    const { id } = await created({ series, startsOn: '2026-10-15', endsOn: '2026-10-20' });
    expect(await editions()).toEqual([shipped[0], ['2026-10-15', 'ANNOUNCED'], shipped[2]]);
    dataOf(await update({ id, basis: 'EXPECTED' }));
    expect(await editions()).toEqual([shipped[0], ['2026-10-15', 'EXPECTED'], shipped[2]]);
    // More than four weeks away, and beside one that was announced, it takes nobody's place.
    dataOf(await update({ id, startsOn: '2026-11-10', endsOn: '2026-11-12' }));
    expect(await editions()).toHaveLength(4);
    dataOf(await update({ id, startsOn: '2026-03-12', endsOn: '2026-03-13' }));
    expect(await editions()).toHaveLength(4);
  });

  it('is created once for one idempotency key', async () => {
    const idempotencyKey = 'a-key-that-nobody-has';
    const [first, second] = [await created({ idempotencyKey }), await created({ idempotencyKey })];
    expect(second).toEqual(first);
    expect((await list({ series: [show.series] })).totalCount).toBe(1);
  });

  it('is one of 500 at most', async () => {
    await sql(
      api.database.url,
      `INSERT INTO calendar_events (tenant_id, name, kind, series, starts_on, ends_on)
       SELECT $1, 'event', 'OTHER', 'series-' || n, '2026-01-01', '2026-01-01' FROM generate_series(1, 500) AS n`,
      [api.tenant.tenantId],
    );
    expect(refusalOf(await create())).toMatchObject({ code: 'CONFLICT' });
    expect(codeOf(await create({}, other.key))).toBe('OK');
  });

  it('is deleted once; a shipped one is not, and of another tenant none is found', async () => {
    const { id } = await created();
    const theirs = await created({}, other.key);
    expect(codeOf(await remove(theirs.id))).toBe('NOT_FOUND');
    expect(codeOf(await update({ id: theirs.id, name: 'Mine' }))).toBe('NOT_FOUND');
    expect(codeOf(await remove(shippedEvents[0]?.id ?? ''))).toBe('NOT_FOUND');
    expect((await remove(theirs.id)).text.replaceAll(theirs.id, missing)).toBe((await remove(missing)).text);
    expect(dataOf(await remove(id)).deleteCalendarEvent.deletedCalendarEventId).toBe(id);
    expect(codeOf(await remove(id))).toBe('NOT_FOUND');
    expect(await namesIn({ series: [show.series] }, other.key)).toEqual([show.name]);
  });

  it('is read by a VIEWER and changed by an ANALYST', async () => {
    const [viewer, analyst] = [
      await api.addKey(api.tenant, 'VIEWER'),
      await api.addKey(api.tenant, 'ANALYST'),
    ];
    const { id } = await created({}, analyst);
    expect(await namesIn({ series: [show.series] }, viewer)).toEqual([show.name]);
    for (const answer of [await create({}, viewer), await update({ id }, viewer), await remove(id, viewer)]) {
      expect(codeOf(answer)).toBe('FORBIDDEN');
    }
    expect(codeOf(await create({}, null))).toBe('UNAUTHENTICATED');
    expect(codeOf(await remove(id, analyst))).toBe('OK');
  });
});

describe('the same event last season', () => {
  const rangeIn = (from: string, to: string) =>
    resolveRange({ from: new Date(from), to: new Date(to) }, 'Europe/Paris', new Date());

  it('is found among shipped and own events, the own ones first', async () => {
    const range = rangeIn('2026-03-01T23:00:00Z', '2026-03-10T23:00:00Z');
    const paris = sameEventLastSeason(range, await api.tenant.calendar.all(), new Date());
    expect([paris.event.name, paris.previousEvent.name]).toEqual([
      'Paris Fashion Week Autumn/Winter 2026',
      'Paris Fashion Week Spring/Summer 2026',
    ]);
    expect(paris.range).toMatchObject({
      from: new Date('2025-09-28T22:00:00Z'),
      to: new Date('2025-10-07T22:00:00Z'),
    });
    await created({ startsOn: '2025-10-01', endsOn: '2025-10-01' });
    await created({ startsOn: '2026-03-05', endsOn: '2026-03-05' });
    const day = sameEventLastSeason(
      rangeIn('2026-03-04T23:00:00Z', '2026-03-05T23:00:00Z'),
      await api.tenant.calendar.all(),
      new Date(),
    );
    expect(day.event.series).toBe('maison-x-show');
    expect(day.range.from).toEqual(new Date('2025-09-30T22:00:00Z'));
  });
});

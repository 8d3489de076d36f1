import fc from 'fast-check';
import {
  type NewReport,
  providers,
  type ReportStatus,
  reportStatuses,
  sentiments,
  topics,
} from '../../src/model/report.ts';
import type { ReportFilter } from '../operations/generated/graphql.ts';
import { epoch, words } from './seed.ts';

/** A stored report with all that a filter may ask of it. */
export interface StoredReport extends NewReport {
  id: string;
  feedId: string;
  status: ReportStatus;
}

/** A filter as the API takes it, and the same thing said of one report in memory. */
export interface Condition {
  input: ReportFilter;
  accepts(report: StoredReport): boolean;
}

/** How people write brands: in any case, with or without accents, by an alias. */
const spellings: Record<string, string[]> = {
  Gucci: ['Gucci', 'gucci', 'GUCCI'],
  Prada: ['Prada', 'pRADA'],
  Hermès: ['Hermès', 'hermes', 'HERMÈS', 'hermès paris'],
  'Saint Laurent': ['saint  laurent', 'YSL', 'ysl', 'Yves Saint Laurent'],
  Chloé: ['Chloe', 'CHLOÉ'],
  Dior: ['dior', 'Christian Dior', 'miss dior'],
};

const brandLists = fc.array(fc.constantFrom(...Object.keys(spellings)), { maxLength: 3 }).chain((names) =>
  fc.record({
    names: fc.constant(names),
    written: fc.tuple(...names.map((name) => fc.constantFrom(...(spellings[name] ?? [name])))),
  }),
);

const brands: fc.Arbitrary<Condition> = fc
  .record({ all: brandLists, any: brandLists, none: brandLists }, { requiredKeys: [] })
  .map(({ all, any, none }) => ({
    input: { brands: { all: all?.written, any: any?.written, none: none?.written } },
    accepts: ({ mentions }) => {
      const has = (name: string) => mentions.some(({ brand }) => brand === name);
      return (
        (all?.names ?? []).every(has) &&
        (!any?.names.length || any.names.some(has)) &&
        !(none?.names ?? []).some(has)
      );
    },
  }));

/** A condition that a value stands in a list; an empty list restricts nothing. */
function oneOf<Value extends string>(
  field: keyof ReportFilter,
  values: readonly Value[],
  read: (report: StoredReport) => string | null,
  write: (value: Value) => string[] = (value) => [value],
): fc.Arbitrary<Condition> {
  const written = values.flatMap((value) => write(value).map((text) => ({ value, text })));
  return fc.array(fc.constantFrom(...written), { maxLength: 3 }).map((wanted) => ({
    input: { [field]: wanted.map(({ text }) => text) },
    accepts: (report) => wanted.length === 0 || wanted.some(({ value }) => value === read(report)),
  }));
}

const anyCase = (text: string) => [text, text.toUpperCase(), text.toLowerCase()];

/** A range of publication, half open, at the very moments at which reports are published or next to them. */
const range: fc.Arbitrary<Condition> = fc
  .record({ after: fc.option(moment()), before: fc.option(moment()) })
  .filter(({ after, before }) => !after || !before || after < before)
  .map(({ after, before }) => ({
    input: {
      publishedAfter: after?.toISOString() ?? null,
      publishedBefore: before?.toISOString() ?? null,
    },
    accepts: ({ publishedAt }) => (!after || publishedAt >= after) && (!before || publishedAt < before),
  }));

function moment(): fc.Arbitrary<Date> {
  return fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: -1, max: 1 }))
    .map(([hours, offset]) => new Date(epoch.getTime() + hours * 3_600_000 + offset));
}

/** What may stand in a search: a word or a quoted phrase, wanted or, with a hyphen before it, not. */
const term = fc.record({
  phrase: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }),
  wanted: fc.boolean(),
  write: fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  ),
});

const search: fc.Arbitrary<Condition> = fc
  .array(fc.array(term, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
  .map((alternatives) => ({
    input: {
      search: alternatives
        .map((terms) =>
          terms
            .map(({ phrase, wanted, write }) => {
              const text = write(phrase.join(' '));
              return `${wanted ? '' : '-'}${phrase.length > 1 ? `"${text}"` : text}`;
            })
            .join(' '),
        )
        .join(' or '),
    },
    accepts: ({ title, summary, fullText }) => {
      const text = ` ${[title, summary, fullText].filter(Boolean).join(' ')} `;
      return alternatives.some((terms) =>
        terms.every(({ phrase, wanted }) => text.includes(` ${phrase.join(' ')} `) === wanted),
      );
    },
  }));

/** A filter as the storage takes it, nested to any depth, and the same thing said of one report in memory. */
export interface NestedCondition {
  own: Condition;
  /** What must let a report through as well. */
  and: NestedCondition[];
}

/** Any filter with others that must let a report through as well, and others yet that those ask for. */
export function anyNestedFilter(feedIds: readonly string[]): fc.Arbitrary<NestedCondition> {
  const own = anyFilter(feedIds);
  const leaf = own.map((condition) => ({ own: condition, and: [] }));
  const branch = fc.record({ own, and: fc.array(leaf, { maxLength: 2 }) });
  return fc.record({ own, and: fc.array(branch, { maxLength: 2 }) });
}

/** Whether a nested filter lets a report through. */
export function acceptsNested({ own, and }: NestedCondition, report: StoredReport): boolean {
  return own.accepts(report) && and.every((further) => acceptsNested(further, report));
}

/** Any filter: some conditions, all of which must hold. */
export function anyFilter(feedIds: readonly string[]): fc.Arbitrary<Condition> {
  const conditions = {
    brands,
    search,
    range,
    topics: oneOf('topics', topics, ({ topics: [first = null] }) => first),
    sentiments: oneOf('sentiments', sentiments, ({ sentiment }) => sentiment),
    statuses: oneOf('statuses', reportStatuses, ({ status }) => status),
    providers: oneOf('providers', providers, ({ provider }) => provider),
    feeds: oneOf(
      'feedIds',
      feedIds,
      ({ feedId }) => feedId,
      (id) => [id, id.toUpperCase()],
    ),
    sources: oneOf('sources', ['The Atelier Post', 'Moda Nuova', 'Élan'], ({ source }) => source, anyCase),
    languages: oneOf('languages', ['en', 'fr', 'it', 'de'], ({ language }) => language, anyCase),
  };
  return fc
    .subarray(Object.values(conditions), { minLength: 1, maxLength: 3 })
    .chain((chosen) => fc.tuple(...chosen))
    .map((all) => ({
      input: Object.assign({}, ...all.map(({ input }) => input)),
      accepts: (report) => all.every(({ accepts }) => accepts(report)),
    }));
}

import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { isoTime } from './iso-time.ts';

/**
 * A moment: read as graphql-scalars reads it, written as text at once. Left as a `Date`, as graphql-scalars leaves it,
 * it took JSON.stringify twice the time for a page of reports.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  parseValue: (value) => withHint(() => GraphQLDateTime.parseValue(value)),
  parseLiteral: (node) => withHint(() => GraphQLDateTime.parseLiteral(node)),
  serialize: (moment) => isoTime(moment instanceof Date ? moment : GraphQLDateTime.serialize(moment)),
});

/** What graphql-scalars gives, or its refusal with the form that is wanted. */
function withHint(read: () => Date): Date {
  try {
    return read();
  } catch (error) {
    const refusal = error instanceof Error ? error.message : String(error);
    throw new GraphQLError(`${refusal.replace(/\.?$/, '.')} Write it as 2026-11-23T08:30:00Z.`);
  }
}

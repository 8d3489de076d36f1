import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/**
 * A moment: read as graphql-scalars reads it, written as text at once. Left as a `Date`, as graphql-scalars leaves it,
 * it took JSON.stringify twice the time for a page of reports.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  serialize: (moment) => (moment instanceof Date ? moment : GraphQLDateTime.serialize(moment)).toISOString(),
});

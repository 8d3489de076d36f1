import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { CodedError, type ErrorCode } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';

/** Codes that Apollo Server gives to requests it cannot use; to a client they are all faults of its input. */
const inputCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Tells whether a failure means that the database cannot be reached or did not answer in time. */
export type IsUnavailable = (error: unknown) => boolean;

/**
 * Makes the function that turns any failure into what a client may see: its words and its code when it was expected,
 * INTERNAL with an id when it was not. What was not expected is logged here, under that id, and nowhere else.
 *
 * @param logOf the log of the request that a failure came of, where that is known
 */
export function createErrorFormatter(
  log: Log,
  isUnavailable: IsUnavailable,
  logOf: (error: unknown) => Log | undefined = () => undefined,
) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    if (cause instanceof CodedError) return coded(formatted, cause.code, cause.message, cause.extensions);
    if (inputCodes.has(String(formatted.extensions?.code)) || isOfTheOperation(error)) {
      return coded(formatted, 'BAD_USER_INPUT', formatted.message);
    }
    if (isUnavailable(cause)) {
      const id = randomUUID();
      (logOf(error) ?? log).warn(
        { err: cause, errorId: id, path: formatted.path },
        'the database did not answer',
      );
      return coded(formatted, 'UNAVAILABLE', 'The service cannot answer at the moment. Try again shortly.', {
        id,
      });
    }
    const { message, code, id } = unexpected(logOf(error) ?? log, cause, formatted.path);
    return coded(formatted, code, message, { id });
  };
}

/** A failure that Express, or a handler of ours, answers by itself: as GraphQL answers one. */
export function failure(error: CodedError) {
  return { errors: [{ message: error.message, extensions: { code: error.code, ...error.extensions } }] };
}

/** Logs what nobody expected, and gives what a client may see of it: the id under which it stands in the log. */
export function unexpected(log: Log, error: unknown, path?: GraphQLFormattedError['path']) {
  const id = randomUUID();
  log.error({ err: error, errorId: id, path }, 'unexpected failure');
  const message = `Something went wrong on our side. Its id in our log is ${id}.`;
  return { message, code: 'INTERNAL' as const, id };
}

/** What was thrown: by a resolver or, before any was asked, by a plugin of ours. */
function causeOf(error: unknown): unknown {
  const thrown = unwrapResolverError(error);
  const original = thrown instanceof Error && 'originalError' in thrown ? thrown.originalError : undefined;
  return original instanceof CodedError ? original : thrown;
}

/**
 * Whether graphql-js refuses an operation as such: a mutation, say, where the schema has none. Such an error has no
 * code, belongs to no field, and nothing was thrown that it wraps.
 */
function isOfTheOperation(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'GraphQLError') return false;
  const { path, originalError }: Partial<GraphQLError> = error;
  return path === undefined && originalError === undefined;
}

function coded(
  { locations, path }: GraphQLFormattedError,
  code: ErrorCode,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): GraphQLFormattedError {
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, ...more },
  };
}

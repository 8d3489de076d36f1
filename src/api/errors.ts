import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { CodedError, type ErrorCode } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';

/** Codes that Apollo Server gives to requests it cannot use; to a client they are all faults of its input. */
const inputCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Tells whether a failure means that the database cannot be reached or did not answer in time. */
export type IsUnavailable = (error: unknown) => boolean;

/**
 * Makes the function that turns any failure into what a client may see: its words and its code when it was expected,
 * INTERNAL with an id when it was not. What was not expected is logged here, under that id, and nowhere else.
 */
export function createErrorFormatter(log: Log, isUnavailable: IsUnavailable) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    if (cause instanceof CodedError) return coded(formatted, cause.code, cause.message);
    if (inputCodes.has(String(formatted.extensions?.code))) {
      return coded(formatted, 'BAD_USER_INPUT', formatted.message);
    }
    const id = randomUUID();
    if (isUnavailable(cause)) {
      log.warn({ err: cause, errorId: id, path: formatted.path }, 'the database did not answer');
      return coded(
        formatted,
        'UNAVAILABLE',
        'The service cannot answer at the moment. Try again shortly.',
        id,
      );
    }
    log.error({ err: cause, errorId: id, path: formatted.path }, 'unexpected failure');
    return coded(formatted, 'INTERNAL', `Something went wrong on our side. Its id in our log is ${id}.`, id);
  };
}

function coded(
  { locations, path }: GraphQLFormattedError,
  code: ErrorCode,
  message: string,
  id?: string,
): GraphQLFormattedError {
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, ...(id === undefined ? {} : { id }) },
  };
}

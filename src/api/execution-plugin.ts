import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { createAskedFieldsReader } from './asked-fields.ts';
import type { ApiContext } from './context.ts';
import type { ErrorOrigins } from './error-origins.ts';
import type { Executor } from './executor.ts';

/** What becomes of the errors of an operation. */
export interface ErrorRules {
  origins: ErrorOrigins;
  /** Turns an error into what a client may see of it. */
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/**
 * Has operations carried out by an executor of ours: Apollo Server takes the answer of a plugin for its own. It still
 * parses, validates and answers. Its `gateway` option would do as well, but makes for each request an object whose
 * accessors V8 keeps beside the object's shape, in the old heap: all that a request made outlived it there, until a full
 * collection (docs/decisions/compiled-queries.md).
 */
export function createExecutionPlugin(
  schema: GraphQLSchema,
  execute: Executor,
  rules: ErrorRules,
): ApolloServerPlugin<ApiContext> {
  const askedFields = createAskedFieldsReader(schema);
  const carryOut = async (
    request: GraphQLRequestContextResponseForOperation<ApiContext>,
  ): Promise<GraphQLResponse> => {
    const { document, source, queryHash = source, contextValue: context } = request;
    const { operationName, variables } = request.request;
    context.willAsk(askedFields(document));
    const { errors, ...result } = await execute({
      document,
      documentHash: queryHash,
      operationName: operationName ?? null,
      variables: variables ?? {},
      context,
    }).catch(asResult);
    const singleResult = errors ? { ...result, errors: answered(errors, result, context, rules) } : result;
    return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
  };
  const listener = { responseForOperation: carryOut };
  return { requestDidStart: async () => listener };
}

/** What an executor throws is a fault of ours, whatever was asked for. */
function asResult(thrown: unknown): ExecutionResult {
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { data: null, errors: [new GraphQLError(originalError.message, { originalError })] };
}

/** Errors as a client may see them. Those of an operation without data are of its variables: nothing was carried out. */
function answered(
  errors: readonly GraphQLError[],
  { data }: ExecutionResult,
  context: ApiContext,
  { origins, formatError }: ErrorRules,
): GraphQLFormattedError[] {
  origins.note(errors, context);
  const usual = data === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  return errors.map((error) => {
    const formatted = error.toJSON();
    return formatError({ ...formatted, extensions: { code: usual, ...formatted.extensions } }, error);
  });
}

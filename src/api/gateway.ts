import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { createAskedFieldsReader } from './asked-fields.ts';
import type { ApiContext } from './context.ts';
import type { Executor } from './executor.ts';

/**
 * Has Apollo Server hand operations to an executor of ours: its `gateway` option is the one place where it lets go of
 * the execution. It still parses, validates and answers.
 */
export function asGateway(
  schema: GraphQLSchema,
  execute: Executor,
): ApolloServerOptionsWithGateway<ApiContext>['gateway'] {
  const askedFields = createAskedFieldsReader(schema);
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: ({ document, queryHash, request, context: given }) => {
        // Apollo hands on what its `context` function made.
        const context = given as ApiContext;
        context.willAsk(askedFields(document));
        return execute({
          document,
          documentHash: queryHash,
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          context,
        });
      },
    }),
    stop: async () => {},
  };
}

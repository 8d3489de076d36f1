import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import QuickLRU from 'quick-lru';
import type { ApiContext } from './context.ts';

/** A validated operation, to be carried out. */
export interface Execution {
  document: DocumentNode;
  /** Equal for equal documents. */
  documentHash: string;
  operationName: string | null;
  variables: Record<string, unknown>;
  context: ApiContext;
}

/** Carries operations out. */
export type Executor = (execution: Execution) => Promise<ExecutionResult>;

/** graphql-js, which reads the document anew each time. */
export function createPlainExecutor(schema: GraphQLSchema): Executor {
  return async ({ document, operationName, variables, context }) =>
    execute({ schema, document, operationName, variableValues: variables, contextValue: context });
}

/**
 * graphql-jit. An operation that it cannot compile is left to graphql-js.
 *
 * @param compileAt which time of asking compiles an operation: 1 is the first
 * @param mostCompiled compiled operations that are kept; the least recently used go first
 */
export function createCompilingExecutor(
  schema: GraphQLSchema,
  { compileAt, mostCompiled = 500 }: { compileAt: number; mostCompiled?: number },
): Executor {
  const plain = createPlainExecutor(schema);
  const compiled = new QuickLRU<string, CompiledQuery | null>({ maxSize: mostCompiled });
  const timesAsked = new QuickLRU<string, number>({ maxSize: mostCompiled });

  const compile = ({ document, operationName }: Execution): CompiledQuery | null => {
    // Stacks of errors are captured where they are thrown.
    const result = compileQuery(schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    return isCompiledQuery(result) ? result : null;
  };

  return async (execution) => {
    const key = `${execution.operationName ?? ''} ${execution.documentHash}`;
    let query = compiled.get(key);
    if (query === undefined) {
      const times = (timesAsked.get(key) ?? 0) + 1;
      timesAsked.set(key, times);
      if (times < compileAt) return plain(execution);
      query = compile(execution);
      compiled.set(key, query);
    }
    const variables = coercedVariables(schema, execution);
    if (query === null || variables === null) return plain(execution);
    const { errors, ...result } = await query.query(undefined, execution.context, variables);
    return errors ? { errors: errors.map(asErrorOfGraphQL), ...result } : result;
  };
}

/**
 * The variables as graphql-js reads them, null when they are faulty: a compiled query says less of a faulty one, and
 * forgets defaults of input fields.
 */
function coercedVariables(
  schema: GraphQLSchema,
  { document, operationName, variables }: Execution,
): Record<string, unknown> | null {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return {};
  return getVariableValues(schema, definitions, variables, { maxErrors: 1 }).coerced ?? null;
}

/** The errors of compiled queries lack what others count on: extensions that are an object, and a way to become JSON. */
function asErrorOfGraphQL({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  return Object.assign(
    new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null }),
    {
      locations,
    },
  );
}

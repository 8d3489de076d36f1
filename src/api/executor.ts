import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { ApiContext } from './context.ts';
import { fieldsWrittenOut } from './limits/written-out.ts';

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

/** Fields of one document that is compiled, fragments written out: a large page has some hundred. */
const mostFields = 300;
/** Fields of all that are kept compiled: one may take 10 KB. */
const mostFieldsKept = 10_000;

/**
 * graphql-jit, for what is asked again by somebody known. Left to graphql-js are documents with `@skip` or `@include`,
 * of which graphql-jit forgets some where fragments are merged, and those with many fields: it writes each fragment out
 * wherever it is spread, so that a document of 2 KB took four minutes and all memory.
 *
 * @param compileAt which time of asking compiles an operation: 1 is the first
 */
export function createCompilingExecutor(
  schema: GraphQLSchema,
  { compileAt }: { compileAt: number },
): Executor {
  const plain = createPlainExecutor(schema);
  const compiled = new LRUCache<string, Compilation>({
    maxSize: mostFieldsKept,
    sizeCalculation: ({ fields }) => fields,
  });
  const timesAsked = new LRUCache<string, number>({ max: 1_000 });

  const compile = ({ document, operationName }: Execution): Compilation => {
    const fields = fieldsWrittenOut(document);
    if (fields > mostFields || hasConditions(document)) return { query: null, fields: 1 };
    // Stacks of errors are captured where they are thrown.
    const query = compileQuery(schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    return { query: isCompiledQuery(query) ? query : null, fields };
  };

  return async (execution) => {
    if (execution.context.principal === null) return plain(execution);
    const key = `${execution.operationName ?? ''} ${execution.documentHash}`;
    let compilation = compiled.get(key);
    if (compilation === undefined) {
      const times = (timesAsked.get(key) ?? 0) + 1;
      timesAsked.set(key, times);
      if (times < compileAt) return plain(execution);
      compilation = compile(execution);
      compiled.set(key, compilation);
    }
    const { query } = compilation;
    const variables = coercedVariables(schema, execution);
    if (query === null || variables === null) return plain(execution);
    const { errors, ...result } = await query.query(undefined, execution.context, variables);
    return errors ? { errors: errors.map(asErrorOfGraphQL), ...result } : result;
  };
}

/** What came of compiling an operation: null when it is left to graphql-js. */
interface Compilation {
  query: CompiledQuery | null;
  /** What it counts for among those that are kept. */
  fields: number;
}

function hasConditions(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === 'skip' || name.value === 'include';
    },
  });
  return found;
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

import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { badInput, type CodedError } from '../model/errors.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Admission } from './admission.ts';
import { shortened } from './args/values.ts';
import type { Budget } from './budget.ts';
import type { ApiContext } from './context.ts';
import type { ErrorOrigins } from './error-origins.ts';
import { cachingHeaders } from './http-caching.ts';
import { statusOf } from './http-status.ts';
import { type CostCounter, refuseCostly } from './limits/operation-cost.ts';
import { noteAnswer } from './note-answer.ts';

/** What stands between a validated operation and its execution. */
export interface RequestRules {
  admission: Admission;
  costOf: CostCounter;
  /** The highest cost that is answered. */
  highestCost: number;
  budget: Budget;
  metrics: Metrics;
  origins: ErrorOrigins;
  /** Whether answers say which of their questions the cache had answers to. */
  reportsCache: boolean;
  /** For so long a client may use the answer to a GET without asking again, in seconds. */
  maxAge: number;
}

type Request = GraphQLRequestContext<ApiContext>;

/**
 * What happens to each operation beside its execution, in this order: its cost is counted, and refused before any
 * statement runs; who asks is found out; the tenant's budget is charged; it is carried out; it is answered with the
 * status of its error or the headers by which it can be kept, logged and counted. No field is instrumented: that alone would halve the throughput.
 */
export function createRequestPlugin(rules: RequestRules): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async (): Promise<GraphQLRequestListener<ApiContext>> => {
      const startedAt = performance.now();
      return {
        didResolveOperation: (request) => admit(request, rules),
        didEncounterErrors: async ({ errors, contextValue }) => rules.origins.note(errors, contextValue),
        willSendResponse: async (request) => {
          const kind = request.operation?.operation ?? 'none';
          const code = setStatus(request);
          if (code === 'OK') setCaching(request, rules);
          noteAnswer(request.contextValue, rules.metrics, { kind, code, ms: performance.now() - startedAt });
        },
      };
    },
  };
}

async function admit(
  request: Request,
  { admission, costOf, highestCost, budget }: RequestRules,
): Promise<void> {
  const { document, operation, contextValue, response, source } = request;
  if (!document) return;
  if (!operation) throw noSuchOperation(request.request.operationName);
  contextValue.operation = request.operationName ?? null;
  if (operation.operation === 'subscription') {
    throw badInput('A subscription is streamed: over graphql-ws at /graphql, or POST it to /graphql/stream.');
  }
  const cost = costOf(document, operation, request.request.variables ?? {});
  const { headers } = response.http;
  // Of a batch it is the sum: its operations have the headers in common.
  headers.set('x-query-cost', String(cost + Number(headers.get('x-query-cost') ?? 0)));
  refuseCostly(cost, highestCost);
  await contextValue.open({ isFresh: operation.operation === 'mutation' });
  const { principal } = contextValue;
  if (!principal) return;
  await budget.charge(principal.tenantId, cost, (name, value) => headers.set(name, value));
  if (source) admission.remember(source, document);
}

function noSuchOperation(name: string | undefined): CodedError {
  return badInput(
    name === undefined
      ? 'The document holds several operations. Say by operationName which one is meant.'
      : `operationName: the document holds no operation "${shortened(name)}".`,
  );
}

/**
 * Gives an answer that holds nothing but an error its HTTP status. A batch has none but 200: its operations have the
 * status in common, and each says by itself what became of it.
 *
 * @returns the code of the first error, or OK
 */
function setStatus({ response, requestIsBatched }: Request): string {
  if (requestIsBatched) response.http.status = 200;
  if (response.body?.kind !== 'single') return 'OK';
  const { data, errors } = response.body.singleResult;
  const [first] = errors ?? [];
  if (!first) return 'OK';
  const status = statusOf(first.extensions?.code);
  if (!requestIsBatched && !hasData(data) && status !== undefined) response.http.status = status;
  return codeOf(first);
}

function setCaching({ request, operation, response, contextValue }: Request, rules: RequestRules): void {
  if (response.body?.kind !== 'single') return;
  const { singleResult } = response.body;
  if (request.http?.method === 'GET' && operation?.operation === 'query') {
    for (const [name, value] of cachingHeaders(singleResult.data, rules.maxAge)) {
      response.http.headers.set(name, value);
    }
  }
  const { answered } = contextValue;
  if (rules.reportsCache && answered.length > 0) {
    singleResult.extensions = { ...singleResult.extensions, cache: answered };
  }
}

function hasData(data: Record<string, unknown> | null | undefined): boolean {
  return data !== null && data !== undefined && Object.values(data).some((value) => value !== null);
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.code ?? 'INTERNAL');
}

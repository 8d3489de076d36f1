import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { badInput } from '../model/errors.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Budget } from './budget.ts';
import type { ApiContext } from './context.ts';
import { statusOf } from './http-status.ts';
import { type CostCounter, refuseCostly } from './limits/operation-cost.ts';

/** What stands between a validated operation and its execution. */
export interface RequestRules {
  costOf: CostCounter;
  /** The highest cost that is answered. */
  highestCost: number;
  budget: Budget;
  metrics: Metrics;
}

type Request = GraphQLRequestContext<ApiContext>;

/**
 * What happens to each operation beside its execution, in this order: its cost is counted, and refused before any
 * statement runs; who asks is found out; the tenant's budget is charged; it is carried out; it is answered with the
 * status of its error, logged and counted. No field is instrumented: that alone would halve the throughput.
 */
export function createRequestPlugin(rules: RequestRules): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async (): Promise<GraphQLRequestListener<ApiContext>> => {
      const startedAt = performance.now();
      return {
        didResolveOperation: (request) => admit(request, rules),
        willSendResponse: async (request) => {
          const code = setStatus(request);
          note(request, code, performance.now() - startedAt, rules.metrics);
        },
      };
    },
  };
}

async function admit(request: Request, { costOf, highestCost, budget }: RequestRules): Promise<void> {
  const { document, operation, contextValue, response } = request;
  if (!document || !operation) return;
  if (operation.operation === 'subscription') {
    throw badInput('A subscription is streamed: over graphql-ws at /graphql, or POST it to /graphql/stream.');
  }
  const cost = costOf(document, operation, request.request.variables ?? {});
  response.http.headers.set('x-query-cost', String(cost));
  refuseCostly(cost, highestCost);
  await contextValue.open({ isFresh: operation.operation === 'mutation' });
  const { principal } = contextValue;
  const headers = response.http.headers;
  if (principal) await budget.charge(principal.tenantId, cost, (name, value) => headers.set(name, value));
}

/** Gives an answer that holds nothing but an error its HTTP status. @returns the code of the first error, or OK */
function setStatus({ response }: Request): string {
  if (response.body?.kind !== 'single') return 'OK';
  const { data, errors } = response.body.singleResult;
  const [first] = errors ?? [];
  if (!first) return 'OK';
  const status = statusOf(first.extensions?.code);
  if (!hasData(data) && status !== undefined) response.http.status = status;
  return codeOf(first);
}

function hasData(data: Record<string, unknown> | null | undefined): boolean {
  return data !== null && data !== undefined && Object.values(data).some((value) => value !== null);
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.code ?? 'INTERNAL');
}

function note(
  { operationName, operation, contextValue }: Request,
  code: string,
  ms: number,
  metrics: Metrics,
): void {
  // Whoever is not known may call an operation anything: such names are kept out of metrics and log.
  const name = contextValue.principal ? (operationName ?? null) : null;
  const kind = operation?.operation ?? 'none';
  metrics.requestAnswered({ operation: name, kind, code, ms });
  contextValue.log.info({ operation: name, kind, code, ms: Math.round(ms) }, 'answered');
}

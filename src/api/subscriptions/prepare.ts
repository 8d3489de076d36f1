import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { badInput } from '../../model/errors.ts';
import type { Admission } from '../admission.ts';
import type { Budget } from '../budget.ts';
import type { ApiContext } from '../context.ts';
import { isById } from '../document-ids.ts';
import { type CostCounter, refuseCostly } from '../limits/operation-cost.ts';
import { refuseConditionalRoots } from './root-fields.ts';

/** An operation as a client of a stream sends it. */
export interface StreamRequest {
  query?: unknown;
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

/** What preparing works with. */
export interface StreamRules {
  schema: GraphQLSchema;
  admission: Admission;
  costOf: CostCounter;
  highestCost: number;
  budget: Budget;
}

/**
 * Makes the function that leads a subscription past the same rules as every query: admitted, validated, its
 * variables read, its cost counted, who asks found out, the budget charged.
 *
 * @throws {CodedError} as those do; BAD_USER_INPUT for anything but a subscription: queries and mutations are posted
 */
export function createPrepare({ schema, admission, costOf, highestCost, budget }: StreamRules) {
  const valid = new WeakSet<DocumentNode>();
  return async (request: StreamRequest, context: ApiContext): Promise<ExecutionArgs> => {
    const source = sourceOf(request, admission);
    const document = admission.admit(source);
    if (!valid.has(document)) {
      refuseConditionalRoots(document);
      const [fault] = validate(schema, document, specifiedRules, { maxErrors: 1 });
      if (fault) throw badInput(fault.message);
      valid.add(document);
    }
    const operationName = typeof request.operationName === 'string' ? request.operationName : null;
    const operation = getOperationAST(document, operationName);
    if (!operation) throw badInput('Say by operationName which operation of the document is meant.');
    if (operation.operation !== 'subscription') {
      throw badInput(`A ${operation.operation} cannot be streamed: POST it to /graphql.`);
    }
    context.operation = operation.name?.value ?? null;
    const variableValues = variablesOf(request);
    checkVariables(schema, operation, variableValues);
    const cost = costOf(document, operation, variableValues);
    refuseCostly(cost, highestCost);
    await context.open();
    await budget.charge(context.session.principal.tenantId, cost, () => {});
    admission.remember(source, document);
    return { schema, document, operationName, variableValues, contextValue: context };
  };
}

function sourceOf({ query, documentId }: StreamRequest, admission: Admission): string {
  if (isById({ query, documentId })) return admission.byId(String(documentId));
  if (typeof query === 'string' && query !== '') return query;
  throw badInput('The request holds no query. Send one as `query`.');
}

function variablesOf({ variables }: StreamRequest): Record<string, unknown> {
  if (variables === undefined || variables === null) return {};
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw badInput('variables: an object is expected.');
  }
  return { ...variables };
}

/** @throws {CodedError} BAD_USER_INPUT in the words that graphql-js has for the first faulty variable of a query */
function checkVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 });
  if (errors?.[0]) throw badInput(errors[0].message);
}

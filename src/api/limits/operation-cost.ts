import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { CodedError } from '../../model/errors.ts';
import { type PeriodLength, periodLengths } from '../../model/periods.ts';
import { type CountedField, type CountedFields, readCountedFields } from './counted-fields.ts';
import { fragmentsInOrder } from './fragment-order.ts';
import { type ApiLimits, inputLimits, usualLimits } from './limits.ts';
import { type Cost, costIn, costOfPeriods, fixedCost, periodsIn, plus, times } from './ranged-cost.ts';

/**
 * Counts the nodes that a valid operation asks for at most: each object one, multiplied along nested lists. A field
 * without fields counts what its `@cost` says, and one more under an alias, by which an answer may hold it again and
 * again. Connections, edges, page infos and introspection count nothing. A number from 0 to Infinity.
 */
export type CostCounter = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => number;

/**
 * Makes the counter for a schema. A page counts the size it is asked for, another list what its `@listSize` says: as many
 * as an argument says, as an argument lists, or as the range above it has days, weeks or months. A size out of range counts as the nearest one within: its resolver refuses
 * it anyway. What stands under `@skip` or `@include` counts unless it is surely left out.
 *
 * @throws {Error} naming each list of objects in the schema that does not say how long it is
 */
export function createCostCounter(
  schema: GraphQLSchema,
  { pageSize }: Pick<ApiLimits, 'pageSize'> = usualLimits,
  now = () => new Date(),
): CostCounter {
  const fields = readCountedFields(schema, Math.min(inputLimits.usualPageSize, pageSize));
  // Lists that are no connections have limits of their own, which no setting lowers.
  const mostAtOnce = Math.max(pageSize, usualLimits.pageSize);
  return (document, operation, variables) => {
    const reader = new CostReader(fields, mostAtOnce, valuesOf(operation, variables), now());
    for (const { name, typeCondition, selectionSet } of fragmentsInOrder(document)) {
      reader.fragments.set(name.value, reader.costOf(selectionSet, typeCondition.name.value));
    }
    const cost = reader.costOf(operation.selectionSet, schema.getRootType(operation.operation)?.name ?? '');
    return costIn(cost, mostPeriods);
  };
}

/** @throws {CodedError} QUERY_TOO_COMPLEX when an operation costs more than the limit */
export function refuseCostly(cost: number, limit: number): void {
  if (cost <= limit) return;
  // Infinity is no number in JSON.
  const told = Math.min(cost, Number.MAX_SAFE_INTEGER);
  throw new CodedError(
    'QUERY_TOO_COMPLEX',
    `This asks for ${told} nodes, multiplied along nested lists; at most ${limit} are answered. Ask for smaller pages (\`first\`), or for fewer lists in lists.`,
    { cost: told, limit },
  );
}

/** The values of an operation's variables, by name. */
type Values = Readonly<Record<string, unknown>>;

/** Of a range that is not known. */
const mostPeriods = [inputLimits.seriesPoints, inputLimits.seriesPoints, inputLimits.seriesPoints] as const;

/** Counts selection sets, given the costs of the fragments that they spread. */
class CostReader {
  /** A fragment costs the same wherever it is spread: lists above multiply it there. */
  readonly fragments = new Map<string, Cost>();

  constructor(
    private readonly fields: CountedFields,
    private readonly mostAtOnce: number,
    private readonly values: Values,
    private readonly now: Date,
  ) {}

  /** @param type the name of the type that the selections are made on */
  costOf({ selections }: SelectionSetNode, type: string): Cost {
    let cost = fixedCost(0);
    for (const selection of selections) {
      if (this.isLeftOut(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) cost = plus(cost, this.costOfField(selection, type));
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        cost = plus(cost, this.fragments.get(selection.name.value) ?? fixedCost(0));
      } else {
        cost = plus(cost, this.costOf(selection.selectionSet, selection.typeCondition?.name.value ?? type));
      }
    }
    return cost;
  }

  private costOfField(node: FieldNode, type: string): Cost {
    const field = this.fields.get(type)?.get(node.name.value);
    if (!node.selectionSet) {
      return fixedCost((field?.each ?? 0) + (isCopy(node) && !comesOnce.test(type) ? 1 : 0));
    }
    if (!field) return fixedCost(0);
    const each = plus(fixedCost(field.each), this.costOf(node.selectionSet, field.type));
    if (field.periods) return costOfPeriods(costIn(each, mostPeriods), this.lengthOf(node, field.periods));
    const cost = times(this.sizeOf(node, field), each);
    return field.takesRange ? fixedCost(this.costInRangeOf(node, cost)) : cost;
  }

  /** What is cut into periods costs as many as the range of this field has. */
  private costInRangeOf({ arguments: given = [] }: FieldNode, cost: Cost): number {
    if (cost[1] === 0 && cost[2] === 0 && cost[3] === 0) return cost[0];
    const value = (name: string) => {
      const argument = given.find((node) => node.name.value === name);
      return argument && this.valueOf(argument.value);
    };
    return costIn(cost, periodsIn(value('range'), value('timeZone'), this.now, inputLimits.seriesPoints));
  }

  private lengthOf(
    { arguments: given = [] }: FieldNode,
    { argument, byDefault }: NonNullable<CountedField['periods']>,
  ): PeriodLength {
    const by = given.find((node) => node.name.value === argument);
    const value = (by && this.valueOf(by.value)) ?? byDefault;
    // The shortest are most.
    return periodLengths.find((length) => length === value) ?? 'DAY';
  }

  /** At least 1, so that an endless cost is never multiplied by nothing. */
  private sizeOf({ arguments: given = [] }: FieldNode, { sizeArguments, usualSize }: CountedField): number {
    let size: number | null = null;
    for (const [name, { byDefault, isList }] of sizeArguments) {
      const argument = given.find((node) => node.name.value === name);
      const value = (argument && this.valueOf(argument.value)) ?? byDefault;
      if (value !== null && value !== undefined) size = Math.max(size ?? 1, this.atMost(value, isList));
    }
    return size ?? usualSize;
  }

  /**
   * What is no number, GraphQL refuses before anything is asked for; where it takes a list, anything else stands for a
   * list of one.
   */
  private atMost(value: unknown, isList: boolean): number {
    const size = Array.isArray(value) ? value.length : isList ? 1 : value;
    return typeof size === 'number' && size < this.mostAtOnce ? size : this.mostAtOnce;
  }

  private isLeftOut(directives: readonly DirectiveNode[] = []): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      const leavesOut = name.value === 'skip' ? true : name.value === 'include' ? false : null;
      const condition = given.find((argument) => argument.name.value === 'if');
      return leavesOut !== null && condition !== undefined && this.valueOf(condition.value) === leavesOut;
    });
  }

  private valueOf(node: ValueNode): unknown {
    return valueFromASTUntyped(node, this.values);
  }
}

/** What a connection says of itself it says once, however many rows it holds. */
const comesOnce = /Connection$|^PageInfo$/;

/** The names of types are short, and clients may ask for one under a name of their own. */
function isCopy({ alias, name }: FieldNode): boolean {
  return alias !== undefined && alias.value !== name.value && name.value !== '__typename';
}

function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Values {
  const values: Record<string, unknown> = Object.create(null);
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    values[name] = given === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : given;
  }
  return values;
}

import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';

/** What a field that gives objects counts for, or one without fields that counts for something. */
export interface CountedField {
  /** The type of what it gives, by name. */
  type: string;
  /** What each counts by itself: 0 for an object that only holds a list together (Relay connections specification). */
  each: number;
  /** How many it gives when no argument says so; 1 where the connection above has said it. */
  usualSize: number;
  /** Arguments that say how many, by their names. */
  sizeArguments: ReadonlyMap<string, SizeArgument>;
  /** The argument that says which periods of the range above it gives, with its default; null when it gives others. */
  periods: { argument: string; byDefault: unknown } | null;
  /** Whether it takes the range, in an argument of that name, that fields below cut into periods. */
  takesRange: boolean;
}

/** An argument that says how many come back: by a number, or by a list of what each is given for. */
export interface SizeArgument {
  /** What the schema gives it when a query does not. */
  byDefault: unknown;
  isList: boolean;
}

/** The fields that count, by the name of their type and their own. Those of introspection are left out. */
export type CountedFields = ReadonlyMap<string, ReadonlyMap<string, CountedField>>;

type TypeWithFields = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;
type Size = Pick<CountedField, 'usualSize' | 'sizeArguments' | 'periods'>;

/** A field whose length nobody tells, in words. */
class Fault {
  constructor(readonly message: string) {}
}

const unsized = new Fault('gives a list of objects, and nothing says how many. Give it @listSize.');

const one: Size = { usualSize: 1, sizeArguments: new Map(), periods: null };

/**
 * Reads off a schema how many objects each of its fields gives. A connection gives a page: as many as `first` or `last`
 * says. Another list says it by `@listSize`, a directive of IBM's GraphQL cost specification, as is `@cost`, by which a
 * field says what it counts for by itself.
 *
 * @param usualPageSize rows of a page when neither argument is given
 * @throws {Error} naming each list of objects that says nothing, or something that does not fit the field
 */
export function readCountedFields(schema: GraphQLSchema, usualPageSize: number): CountedFields {
  const types = Object.values(schema.getTypeMap())
    .filter(hasFields)
    .filter((type) => !isIntrospectionType(type));
  const connections = new Set(types.filter(isConnection).map(({ name }) => name));
  const holders = new Set(['PageInfo', ...connections, ...edgeTypes(types, connections)]);
  const faults: string[] = [];

  const sizeWithoutDirective = (parent: TypeWithFields, field: Field, type: string): Size | null => {
    if (connections.has(type) && !isList(field)) return pageOf(field, usualPageSize);
    if (connections.has(parent.name) && (field.name === 'edges' || field.name === 'nodes')) return one;
    return isList(field) ? null : one;
  };

  const read = (parent: TypeWithFields, field: Field): CountedField | null => {
    const named = getNamedType(field.type);
    const type = named.name;
    if (!isCompositeType(named)) {
      const weight = readCost(field);
      return weight === null ? null : { type, each: weight, takesRange: false, ...one };
    }
    const size = readListSize(field) ?? sizeWithoutDirective(parent, field, type) ?? unsized;
    const usual = holders.has(type) ? 0 : 1;
    const takesRange = field.args.some(({ name }) => name === 'range');
    if (!(size instanceof Fault)) return { type, each: readCost(field) ?? usual, takesRange, ...size };
    faults.push(`${parent.name}.${field.name} ${size.message}`);
    return null;
  };

  const counted = new Map(types.map((type) => [type.name, fieldsOf(type, read)]));
  if (faults.length > 0) throw new Error(`The cost of a query cannot be counted. ${faults.join(' ')}`);
  return counted;
}

function fieldsOf(
  type: TypeWithFields,
  read: (parent: TypeWithFields, field: Field) => CountedField | null,
): Map<string, CountedField> {
  const fields = new Map<string, CountedField>();
  for (const field of Object.values(type.getFields())) {
    const counted = read(type, field);
    if (counted) fields.set(field.name, counted);
  }
  return fields;
}

/** The size of a page; null when the field takes none. */
function pageOf(field: Field, usualPageSize: number): Size | null {
  const sizes = field.args.filter(({ name }) => name === 'first' || name === 'last');
  return sizes.length === 0 ? null : { ...one, usualSize: usualPageSize, sizeArguments: sizesBy(sizes) };
}

/** What @listSize says of a field; null when it does not stand there. */
function readListSize(field: Field): Size | Fault | null {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'listSize');
  if (!directive) return null;
  const given = new Map(
    directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
  const usualSize = given.get('assumedSize');
  if (typeof usualSize !== 'number' || usualSize < 1) {
    return new Fault('needs an assumedSize of at least 1 in its @listSize.');
  }
  // GraphQL takes a single value for a list of one.
  const names = [given.get('slicingArguments') ?? []].flat();
  const slicing = field.args.filter(({ name }) => names.includes(name));
  if (slicing.length < names.length) {
    return new Fault(`does not take all slicingArguments of its @listSize: ${names.join(', ')}.`);
  }
  const cutBy = given.get('periods');
  const cutting = field.args.find(({ name }) => name === cutBy);
  if (cutBy !== undefined && !cutting) {
    return new Fault(`does not take the argument of its @listSize that says which periods: ${cutBy}.`);
  }
  const periods = cutting ? { argument: cutting.name, byDefault: cutting.defaultValue } : null;
  return { usualSize, sizeArguments: sizesBy(slicing), periods };
}

/** What @cost says of a field; null when it does not stand there. */
function readCost(field: Field): number | null {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'cost');
  const weight = directive?.arguments?.find(({ name }) => name.value === 'weight');
  return weight ? Number(valueFromASTUntyped(weight.value)) : null;
}

function sizesBy(args: Field['args'][number][]): Map<string, SizeArgument> {
  return new Map(args.map((arg) => [arg.name, { byDefault: arg.defaultValue, isList: isList(arg) }]));
}

function hasFields(type: GraphQLNamedType): type is TypeWithFields {
  return isObjectType(type) || isInterfaceType(type);
}

function isConnection(type: TypeWithFields): boolean {
  const { edges, nodes } = type.getFields();
  return type.name.endsWith('Connection') && (edges ?? nodes) !== undefined;
}

function edgeTypes(types: TypeWithFields[], connections: ReadonlySet<string>): string[] {
  return types.flatMap((type) => {
    const { edges } = type.getFields();
    return connections.has(type.name) && edges ? [getNamedType(edges.type).name] : [];
  });
}

function isList({ type }: Field | Field['args'][number]): boolean {
  return isListType(getNullableType(type));
}

import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { smallestValue } from './contract.ts';

/** A place of the schema where a client can name something by a text or an id. */
export interface NamingPlace {
  kind: 'query' | 'mutation';
  /** `Query.report(id)`, `Brand.reports(filter.feedIds)`. */
  name: string;
  /** The document that asks with its variable `value` in this place, and selects what can be shown. */
  document: string;
}

/**
 * Every place of a schema that takes an id, a name, a cursor or another text: each argument of each field that can be
 * reached, and each field of its inputs. Subscriptions are left out: they have no answer to compare.
 */
export function namingPlaces(schema: GraphQLSchema): NamingPlace[] {
  const { queries, mutations } = { queries: schema.getQueryType(), mutations: schema.getMutationType() };
  if (!queries || !mutations) throw new Error('the schema has no queries or no mutations');
  return [...placesBelow('query', queries), ...placesBelow('mutation', mutations)];
}

/** Fields that lead from the root to a type: the shortest way, by lists that need no argument. */
type Way = GraphQLField<unknown, unknown>[];

function placesBelow(kind: NamingPlace['kind'], root: GraphQLObjectType): NamingPlace[] {
  const places: NamingPlace[] = [];
  const seen = new Set([root.name]);
  const queue: { type: GraphQLObjectType; way: Way }[] = [{ type: root, way: [] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { type, way } = next;
    for (const field of Object.values(type.getFields())) {
      places.push(...placesOf(kind, type, way, field));
      const target = getNamedType(field.type);
      const isOpen = kind === 'query' && !field.args.some(isRequiredArgument);
      if (!isOpen || !isObjectType(target) || seen.has(target.name) || target.name.endsWith('Edge')) continue;
      seen.add(target.name);
      queue.push({ type: target, way: [...way, field] });
    }
  }
  return places;
}

function placesOf(
  kind: NamingPlace['kind'],
  type: GraphQLObjectType,
  way: Way,
  field: GraphQLField<unknown, unknown>,
): NamingPlace[] {
  const target = getNamedType(field.type);
  const selection = isObjectType(target) ? selectionOf(target, 3) : '';
  const opening = way.map((step) => `${step.name} { `).join('');
  return field.args.flatMap((argument) => {
    const others = field.args
      .filter((other) => other !== argument && isRequiredArgument(other))
      .map((other) => `${other.name}: ${smallestValue(other.type)}`);
    return pathsToTexts(argument).map(({ path, textType }) => {
      const args = [...others, `${argument.name}: ${valueAt(argument.type, path.slice(1))}`];
      const question = `${opening}${field.name}(${args.join(', ')}) ${selection}${' }'.repeat(way.length)}`;
      return {
        kind,
        name: `${type.name}.${field.name}(${path.join('.')})`,
        document: `${kind} ($value: ${textType}!) { ${question} }`,
      };
    });
  });
}

/** A way through an argument's input to what is a text or an id; it begins with the argument's own name. */
interface PathToText {
  path: string[];
  textType: 'ID' | 'String';
}

function pathsToTexts({ name, type }: GraphQLArgument | GraphQLInputField, depth = 0): PathToText[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (depth > 3) return [];
    return Object.values(named.getFields())
      .flatMap((field) => pathsToTexts(field, depth + 1))
      .map(({ path, textType }) => ({ path: [name, ...path], textType }));
  }
  return named.name === 'ID' || named.name === 'String' ? [{ path: [name], textType: named.name }] : [];
}

/** The smallest value of a type that holds the variable at the end of a path. */
function valueAt(type: GraphQLInputType, path: string[]): string {
  const bare = getNullableType(type);
  if (isListType(bare)) return `[${valueAt(bare.ofType, path)}]`;
  const [name, ...rest] = path;
  if (name === undefined || !isInputObjectType(bare)) return '$value';
  const fields = Object.values(bare.getFields()).filter(
    (field) => field.name === name || isRequiredInputField(field),
  );
  const written = fields.map(
    (field) =>
      `${field.name}: ${field.name === name ? valueAt(field.type, rest) : smallestValue(field.type)}`,
  );
  return `{ ${written.join(', ')} }`;
}

/** Everything that a type shows without arguments, some levels deep; lists of lists are left out. */
export function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const target = getNamedType(field.type);
    if (!isObjectType(target)) return [field.name];
    const isConnection = target.name.endsWith('Connection');
    if (depth === 0 || isConnection || target.name.endsWith('Edge') || field.name === 'related') return [];
    return [`${field.name} ${selectionOf(target, depth - 1)}`];
  });
  return `{ ${fields.length > 0 ? fields.join(' ') : '__typename'} }`;
}

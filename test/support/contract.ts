import { createRequire } from 'node:module';
import type { ASTNode, GraphQLSchema } from 'graphql';

// graphql as Node gives it to the service: Vite would take the other build of the package for the tests, and graphql
// refuses schemas that another copy of it has made.
const load: (name: string) => unknown = createRequire(import.meta.url);
/** The functions of graphql-js that fit the schemas which the service makes. */
export const graphqlOfService = load('graphql') as typeof import('graphql');

/**
 * A schema as both sides of the contract must agree on it: names, types and arguments in alphabetical order, without
 * descriptions, defaults and directives, which only schema.graphql has to say.
 */
export function normalise(schema: GraphQLSchema): string {
  const { lexicographicSortSchema, parse, print, printSchema, visit } = graphqlOfService;
  const bare = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    enter: (node: ASTNode) => {
      if (node.kind === 'SchemaDefinition') return null;
      if (!('description' in node || 'defaultValue' in node || 'directives' in node)) return undefined;
      return { ...node, description: undefined, defaultValue: undefined, directives: [] };
    },
  });
  return print(bare);
}

/** What of a contract has no description, by its place: `Report.title`, `Query.reports(first:)`. */
export function undescribed(sdl: string): string[] {
  const { parse, visit } = graphqlOfService;
  const place: string[] = [];
  const missing: string[] = [];
  visit(parse(sdl), {
    enter: (node: ASTNode) => {
      if (!('name' in node) || !node.name || node.kind === 'NamedType') return;
      if (!/Definition$/.test(node.kind)) return;
      place.push(node.name.value);
      const described = 'description' in node && node.description?.value.trim();
      // The root type is where the questions are; what it is says the schema's own description.
      if (!described && node.name.value !== 'Query') missing.push(place.join('.'));
    },
    leave: (node: ASTNode) => {
      if ('name' in node && node.name && /Definition$/.test(node.kind)) place.pop();
    },
  });
  return missing;
}

/** The smallest question for each field of the root: required arguments by their types, the first scalar of an object. */
export function smallestQuestions(schema: GraphQLSchema): [field: string, document: string][] {
  const { getNamedType, isObjectType, isRequiredArgument } = graphqlOfService;
  const values: Record<string, string> = {
    ID: '"0190a3c5-0000-7000-8000-000000000000"',
    String: '"Gucci"',
    Int: '1',
  };
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.map((field) => {
    const args = field.args
      .filter(isRequiredArgument)
      .map(({ name, type }) => `${name}: ${values[getNamedType(type).name] ?? '{}'}`);
    const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
    return [field.name, `{ ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selection} }`];
  });
}

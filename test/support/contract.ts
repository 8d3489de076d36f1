import {
  type ASTNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';

/**
 * A schema as both sides of the contract must agree on it: names, types and arguments in alphabetical order, without
 * descriptions, defaults and directives, which only schema.graphql has to say.
 */
export function normalise(schema: GraphQLSchema): string {
  const bare = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    enter: (node: ASTNode) => {
      // Only schema.graphql says how a cost is counted.
      if (node.kind === 'SchemaDefinition' || node.kind === 'DirectiveDefinition') return null;
      if (!('description' in node || 'defaultValue' in node || 'directives' in node)) return undefined;
      return { ...node, description: undefined, defaultValue: undefined, directives: [] };
    },
  });
  return print(bare);
}

/** What of a contract has no description, by its place: `Report.title`, `Query.reports(first:)`. */
export function undescribed(sdl: string): string[] {
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

/** The smallest question that a field of the root can be asked. */
export interface Question {
  kind: 'query' | 'mutation' | 'subscription';
  field: string;
  description: string;
  document: string;
}

/** The smallest question for each field of the root: what is required by its type, and `__typename` of an object. */
export function smallestQuestions(schema: GraphQLSchema): Question[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, root]) =>
    Object.values(root?.getFields() ?? {}).map((field) => {
      const args = field.args
        .filter(isRequiredArgument)
        .map(({ name, type }) => `${name}: ${smallestValue(type)}`);
      const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
      return {
        kind,
        field: field.name,
        description: field.description ?? '',
        document: `${kind} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selection} }`,
      };
    }),
  );
}

/** The smallest value that a type of an input lets through, as GraphQL writes it. */
export function smallestValue(type: GraphQLInputType): string {
  const bare = getNullableType(type);
  if (isListType(bare)) return `[${smallestValue(bare.ofType)}]`;
  if (isEnumType(bare)) return bare.getValues()[0]?.name ?? '';
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map(({ name, type: own }) => `${name}: ${smallestValue(own)}`).join(', ')} }`;
  }
  const values: Record<string, string> = {
    ID: '"0190a3c5-0000-7000-8000-000000000000"',
    Int: '1',
    Float: '1',
    Boolean: 'true',
    DateTime: '"2026-03-01T00:00:00Z"',
  };
  return values[String(bare)] ?? '"Gucci"';
}

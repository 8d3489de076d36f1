import fc from 'fast-check';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { smallestValue } from './contract.ts';

/** The first operation of a document. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the document holds no operation');
  return operation;
}

/** A document with an inline fragment in the place of each spread; the fragments themselves stay, written out too. */
export function writtenOut(source: string): DocumentNode {
  const document = parse(source);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const replace = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return selection.selectionSet
        ? { ...selection, selectionSet: inside(selection.selectionSet) }
        : selection;
    }
    const fragment = fragments.get(selection.name.value);
    if (!fragment) return selection;
    const { typeCondition, selectionSet } = fragment;
    const { directives = [] } = selection;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: inside(selectionSet) };
  };
  const inside = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(replace),
  });
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      'selectionSet' in definition
        ? { ...definition, selectionSet: inside(definition.selectionSet) }
        : definition,
    ),
  };
}

/** What made-up queries may hold. */
export interface QueryTraits {
  /** The types of the fragments to spread, of which each spreads only later ones. */
  fragmentsOn: readonly string[];
  /** Whether each field has an alias of its own, so that GraphQL merges none. */
  distinct: boolean;
  /** Levels of selection sets. */
  depth: number;
}

/**
 * Made-up queries that a schema understands, but for the values of their arguments: pages of 1 to 3, from a literal, a
 * variable ($two, 2 by default) or left to the field; inline fragments and, if wanted, named ones.
 */
export function queriesOf(schema: GraphQLSchema, traits: QueryTraits): fc.Arbitrary<string> {
  return fc.gen().map((gen) => {
    const below = (limit: number) => gen(fc.nat, { max: limit - 1 });
    return new QueryWriter(schema, traits, below).document();
  });
}

class QueryWriter {
  private aliases = 0;
  private readonly fragmentTypes: GraphQLObjectType[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly traits: QueryTraits,
    /** Draws a number from 0 on that is less than the one given. */
    private readonly below: (limit: number) => number,
  ) {
    this.fragmentTypes = traits.fragmentsOn.map((name) => schema.getType(name)).filter(isObjectType);
  }

  document(): string {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    const operation = `query ($two: Int = 2) ${this.selections(query, this.traits.depth, 0)}`;
    const fragments = this.fragmentTypes.map(
      (type, at) => `fragment f${at} on ${type.name} ${this.selections(type, 2, at + 1)}`,
    );
    return [operation, ...fragments].join('\n');
  }

  /** @param from fragments before this one are not spread */
  private selections(type: GraphQLObjectType, depth: number, from: number): string {
    const fields = Object.values(type.getFields()).filter(
      ({ type }) => depth > 1 || !isObjectType(getNamedType(type)),
    );
    const written = Array.from({ length: 1 + this.below(3) }, () =>
      fields.length === 0 ? '__typename' : this.field(this.one(fields), depth, from),
    );
    if (this.below(5) === 0) written.push(`... on ${type.name} ${this.selections(type, depth, from)}`);
    this.fragmentTypes.forEach((other, at) => {
      if (at >= from && other === type && this.below(2) === 0) written.push(`...f${at}`);
    });
    return `{ ${written.join(' ')} }`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, from: number): string {
    this.aliases += 1;
    const alias = this.traits.distinct ? `a${this.aliases}: ` : '';
    const type = getNamedType(field.type);
    const inside = isObjectType(type) ? this.selections(type, depth - 1, from) : '';
    return `${alias}${field.name}${this.arguments(field)} ${inside}`;
  }

  private arguments({ args }: GraphQLField<unknown, unknown>): string {
    const written = args
      .filter(isRequiredArgument)
      .map(
        ({ name, type }) => `${name}: ${isInputObjectType(getNamedType(type)) ? smallestValue(type) : '"x"'}`,
      );
    const size = this.one(['', '', '$two', '1', '2', '3']);
    const sizes = args.filter(({ name }) => name === 'first' || name === 'last');
    if (size !== '' && sizes.length > 0) written.push(`${this.one(sizes).name}: ${size}`);
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  private one<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('there is nothing to draw from');
    return item;
  }
}

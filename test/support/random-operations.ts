import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** An operation that somebody might send, with its variables. */
export interface RandomOperation {
  kind: 'query' | 'mutation';
  document: string;
  variables: Record<string, unknown>;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const nastyTexts = [
  '',
  ' ',
  'Gucci',
  'hermes',
  'Guci',
  "' OR 1=1 --",
  '\0',
  '\ud800',
  '%_\\',
  '{{7*7}}',
  '__proto__',
  'https://press.example/feed.xml',
  'file:///etc/passwd',
  '<opml><body><outline xmlUrl="https://press.example/x"/></body></opml>',
  'ada@maison-x.example',
  '𝔊'.repeat(300),
  'a & b | !',
  '"unclosed',
];
const nastyTimes = [
  '2026-03-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'yesterday',
  '',
];
const nastyNumbers = [-1, 0, 1, 2, 20, 100, 101, 2_147_483_647];

/**
 * Makes operations at random that are valid by the schema, mostly: fields, aliases, fragments, directives, literals and
 * variables; values from harmless to hostile.
 *
 * @param ids that exist, to be used now and then
 */
export function createOperationMaker(schema: GraphQLSchema, random: () => number, ids: readonly string[]) {
  const chance = (of: number) => random() < of;
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

  const make = (): RandomOperation => {
    const kind = chance(0.85) ? 'query' : 'mutation';
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (!root) throw new Error(`the schema has no ${kind}`);
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const fragments: string[] = [];

    const randomValue = (type: GraphQLInputType, depth: number): unknown => {
      const bare = getNullableType(type);
      if (bare === type && chance(0.05)) return null;
      if (isListType(bare)) {
        const length = chance(0.02) ? 150 : Math.floor(random() * 3);
        return Array.from({ length }, () => randomValue(bare.ofType, depth + 1));
      }
      if (isInputObjectType(bare)) {
        const fields = Object.values(bare.getFields()).filter(
          (field) => isRequiredInputField(field) || chance(depth > 2 ? 0.1 : 0.3),
        );
        return Object.fromEntries(fields.map((field) => [field.name, randomValue(field.type, depth + 1)]));
      }
      if (isEnumType(bare)) return oneOf(bare.getValues()).name;
      const scalars: Record<string, () => unknown> = {
        Int: () => oneOf(nastyNumbers),
        Float: () => random() * 10 - 5,
        Boolean: () => chance(0.5),
        ID: () => (chance(0.6) && ids.length > 0 ? oneOf(ids) : oneOf(nastyTexts)),
        DateTime: () => oneOf(nastyTimes),
      };
      return (scalars[bare.name] ?? (() => oneOf(nastyTexts)))();
    };

    const argumentOf = (argument: GraphQLArgument | GraphQLInputField): string => {
      const name = `v${declared.length}`;
      const value = randomValue(argument.type, 0);
      if (value === undefined) return '';
      declared.push(`$${name}: ${argument.type}`);
      variables[name] = value;
      return `${argument.name}: $${name}`;
    };

    const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): string => {
      const args = field.args
        .filter((argument) => isRequiredArgument(argument) || chance(0.35))
        .map(argumentOf)
        .filter((text) => text !== '');
      const alias = chance(0.2) ? `a${Math.floor(random() * 1_000_000)}: ` : '';
      const directive = chance(0.05) ? ` @${oneOf(['include', 'skip'])}(if: ${chance(0.5)})` : '';
      const type = getNamedType(field.type);
      const selection = isObjectType(type) ? ` ${selectionOf(type, depth + 1)}` : '';
      return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive}${selection}`;
    };

    const selectionOf = (type: GraphQLObjectType, depth: number): string => {
      const all = Object.values(type.getFields());
      const open = all.filter((field) => depth < 7 || !isObjectType(getNamedType(field.type)));
      const wanted = Math.min(open.length, 1 + Math.floor(random() * 4));
      const fields = Array.from({ length: wanted }, () => oneOf(open));
      const parts = [...new Set(fields)].map((field) => fieldOf(field, depth));
      if (parts.length === 0 || chance(0.1)) parts.push('__typename');
      const body = `{ ${parts.join(' ')} }`;
      if (!chance(0.1)) return body;
      if (chance(0.5)) return `{ ... on ${type.name} ${body} }`;
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${type.name} ${body}`);
      return `{ ...${name} }`;
    };

    const fields = Object.values(root.getFields());
    const count = 1 + Math.floor(random() * 2);
    const body = Array.from(
      { length: count },
      (_, at) => `r${at}: ${fieldOf(oneOf(fields), 1).replace(/^a\d+: /, '')}`,
    );
    const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
    return {
      kind,
      document: `${kind} Random${head} { ${body.join(' ')} } ${fragments.join(' ')}`,
      variables,
    };
  };
  return make;
}

import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { shortened } from '../args/values.ts';
import { fragmentsInOrder } from './fragment-order.ts';
import type { ApiLimits } from './limits.ts';
import { deeper, type Shape, ShapeReader, type Way } from './selection-shape.ts';
import { pathInWords, tooComplex } from './too-complex.ts';

/** How deep, how often and with how many directives a document may ask. */
export type ShapeLimits = Pick<ApiLimits, 'depth' | 'aliases' | 'directives'>;

/** Levels that the description of the schema may be asked for; what tools send (getIntrospectionQuery) has 15. */
const introspectionDepth = 20;

/**
 * Refuses a document that asks for too much by its mere shape: deep nesting, one field many times in one place, many
 * directives. It needs no schema and no valid document, and takes linear time, because it stands before GraphQL's
 * validation, whose rule OverlappingFieldsCanBeMerged compares all pairs of fields in a place.
 *
 * Every field is one level, fragments written out. Below a root field `__schema` or `__type` of a query a bound of its
 * own holds. A field is counted each time that it is selected in a place, with and without an alias, and in a fragment
 * once for each spread.
 *
 * @throws {CodedError} QUERY_TOO_COMPLEX, saying what was counted, where and what is allowed; BAD_USER_INPUT for
 * fragments without end
 */
export function checkShape(document: DocumentNode, limits: ShapeLimits): void {
  checkDirectives(document, limits.directives);
  const reader = new ShapeReader(limits.aliases);
  for (const { name, selectionSet } of fragmentsInOrder(document)) {
    const shape = reader.read(selectionSet, { name: `the fragment "${shortened(name.value)}"`, outer: null });
    reader.fragments.set(name.value, shape);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const name = inWords(definition);
    checkDepth(definition, name, reader.read(definition.selectionSet, { name, outer: null }), limits.depth);
  }
}

function checkDirectives(document: DocumentNode, most: number): void {
  let count = 0;
  visit(document, {
    Directive: () => {
      count += 1;
    },
  });
  if (count <= most) return;
  throw tooComplex(
    `The document holds ${count} directives; at most ${most} are answered. Leave out what you do not want instead of skipping it.`,
    most,
  );
}

function checkDepth({ operation }: OperationDefinitionNode, name: string, shape: Shape, most: number): void {
  const { deepest, deepestOfIntrospection } = shape;
  const isExempt = operation === 'query';
  const way = isExempt ? deepest : deeper(deepest, deepestOfIntrospection);
  if (way && way.depth > most) {
    throw tooComplex(
      `${tooDeep(way, name, most)} Ask for ids, and for what belongs to them in another request.`,
      most,
    );
  }
  if (isExempt && deepestOfIntrospection && deepestOfIntrospection.depth > introspectionDepth) {
    throw tooComplex(
      `${tooDeep(deepestOfIntrospection, name, introspectionDepth)} Ask for the schema as tools do: by getIntrospectionQuery of graphql-js.`,
      introspectionDepth,
    );
  }
}

function tooDeep(way: Way, name: string, most: number): string {
  const fields: string[] = [];
  for (let at: Way | null = way; at && fields.length <= most; at = at.below) fields.push(at.field);
  return `In ${name} fields are nested ${way.depth} levels deep, at ${pathInWords(fields)}; at most ${most} are answered.`;
}

function inWords({ operation, name }: OperationDefinitionNode): string {
  return name ? `the ${operation} "${shortened(name.value)}"` : `the ${operation}`;
}

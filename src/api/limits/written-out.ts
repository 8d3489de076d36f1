import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsInOrder } from './fragment-order.ts';

/**
 * How many fields a document selects when its fragments are written out wherever they are spread: from 0 to Infinity.
 * Each fragment is read once, so it takes linear time.
 *
 * @throws {CodedError} BAD_USER_INPUT for fragments without end
 */
export function fieldsWrittenOut(document: DocumentNode): number {
  const byFragment = new Map<string, number>();
  for (const { name, selectionSet } of fragmentsInOrder(document)) {
    byFragment.set(name.value, fieldsIn(selectionSet, byFragment));
  }
  let fields = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      fields += fieldsIn(definition.selectionSet, byFragment);
  }
  return fields;
}

function fieldsIn({ selections }: SelectionSetNode, byFragment: ReadonlyMap<string, number>): number {
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) fields += byFragment.get(selection.name.value) ?? 0;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += fieldsIn(selection.selectionSet, byFragment);
    else fields += 1 + (selection.selectionSet ? fieldsIn(selection.selectionSet, byFragment) : 0);
  }
  return fields;
}

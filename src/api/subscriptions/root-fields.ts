import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { badInput } from '../../model/errors.ts';

/**
 * Refuses a subscription whose one field may be left out: it would be a stream of nothing, which graphql-js answers by
 * failing. The next edition of the GraphQL specification forbids it (5.2.4.1, Single Root Field). The document need not
 * be valid: validation takes such a variable for one without a value.
 *
 * @throws {CodedError} BAD_USER_INPUT
 */
export function refuseConditionalRoots({ definitions }: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'subscription') continue;
    const directive = conditionOf(definition.selectionSet, fragments);
    if (directive !== null) {
      throw badInput(
        `@${directive} cannot stand at the field of a subscription, or at a fragment around it: there would be nothing to hear of. Leave it away, and do not subscribe when the field is not wanted.`,
      );
    }
  }
}

/** The first `skip` or `include` at the root; each fragment is taken out of the map when it is met. */
function conditionOf(
  { selections }: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): string | null {
  for (const selection of selections) {
    for (const { name } of selection.directives ?? []) {
      if (name.value === 'skip' || name.value === 'include') return name.value;
    }
    let inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : undefined;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      inner = fragments.get(selection.name.value)?.selectionSet;
      fragments.delete(selection.name.value);
    }
    const directive = inner ? conditionOf(inner, fragments) : null;
    if (directive !== null) return directive;
  }
  return null;
}

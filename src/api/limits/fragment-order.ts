import { type DocumentNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';
import { badInput } from '../../model/errors.ts';
import { shortened } from '../args/values.ts';

/**
 * The fragments of a document, each after all those that it spreads: what is worked out for one can be used by the next,
 * so that each is read once however often it is spread. Spreads of fragments that are not there are left to validation.
 * Takes linear time and no deep stack, and needs no valid document.
 *
 * @throws {CodedError} BAD_USER_INPUT when a fragment spreads itself, directly or through others, or two have one name:
 * GraphQL refuses both, but only after looking at every pair of fields
 */
export function fragmentsInOrder(document: DocumentNode): FragmentDefinitionNode[] {
  const fragments = fragmentsByName(document);
  const spreads = new Map([...fragments].map(([name, fragment]) => [name, spreadsOf(fragment, fragments)]));
  const ordered = new Set<string>();
  for (const name of fragments.keys()) addInOrder(name, spreads, ordered);
  return [...ordered].flatMap((name) => fragments.get(name) ?? []);
}

function fragmentsByName({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = definition.name.value;
    if (fragments.has(name)) {
      throw badInput(`There are two fragments "${shortened(name)}". Give each a name of its own.`);
    }
    fragments.set(name, definition);
  }
  return fragments;
}

function spreadsOf(fragment: FragmentDefinitionNode, known: ReadonlyMap<string, unknown>): string[] {
  const names = new Set<string>();
  visit(fragment, {
    FragmentSpread: ({ name }) => {
      if (known.has(name.value)) names.add(name.value);
    },
  });
  return [...names];
}

/** Adds a fragment after those it spreads: a walk in depth whose stack is a list, because chains may be long. */
function addInOrder(
  start: string,
  spreads: ReadonlyMap<string, readonly string[]>,
  ordered: Set<string>,
): void {
  const stack = [start];
  const underWay = new Set<string>();
  for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
    const missing = ordered.has(name) ? [] : (spreads.get(name) ?? []).filter((other) => !ordered.has(other));
    if (missing.length === 0) {
      ordered.add(name);
      stack.pop();
      continue;
    }
    underWay.add(name);
    for (const other of missing) {
      if (underWay.has(other)) {
        throw badInput(
          `The fragment "${shortened(other)}" spreads itself, directly or through others: it has no end.`,
        );
      }
      stack.push(other);
    }
  }
}

import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { CodedError } from '../../model/errors.ts';
import { shortened } from '../args/values.ts';
import { pathInWords, tooComplex } from './too-complex.ts';

/**
 * More fields than any type has. A valid question that keeps to the number of aliases cannot select more than so many
 * times that number in one place: refusing what does keeps the time linear for documents that share large fragments.
 */
export const fieldsOfOneType = 50;

/**
 * Selections that GraphQL merges into one field of the answer, those of the fields above it merged as well. Validation
 * compares each with each: 320 took it 260 ms in a document of 2,000 tokens, 100 take it 12 ms.
 */
const mostMerged = 100;

/** The place of a selection set: a definition ('the query'), or a field in an outer place. */
export interface Place {
  name: string;
  outer: Place | null;
}

/** A way down from a field. */
export interface Way {
  field: string;
  /** Levels, that of the field included. */
  depth: number;
  below: Way | null;
}

/** What a selection set asks for, fragments written out. */
export interface Shape {
  /** How often each field is selected. */
  times: Map<string, number>;
  /** The sum of {@link times}. */
  total: number;
  /**
   * By the name that a field has in the answer: how many selections are merged in the most selected place that the
   * field, or one below it, has there.
   */
  merged: Map<string, number>;
  /** The highest of {@link merged}. */
  mostMerged: number;
  /** The deepest way down that does not begin with `__schema` or `__type`. */
  deepest: Way | null;
  /** The deepest that does, which matters where those are root fields. */
  deepestOfIntrospection: Way | null;
  /** A field that has an alias, here or below; null when none has. */
  aliased: string | null;
}

/** Reads the shapes of selection sets, each once, given those of the fragments that they spread. */
export class ShapeReader {
  /** By name; a fragment that is not here is taken for an empty one. */
  readonly fragments = new Map<string, Shape>();
  private readonly mostInOnePlace: number;

  /** @param aliases selections of one field in one place */
  constructor(private readonly aliases: number) {
    this.mostInOnePlace = fieldsOfOneType * aliases;
  }

  /** @throws {CodedError} QUERY_TOO_COMPLEX when a field is selected too often, in this place or in one below */
  read(selectionSet: SelectionSetNode, place: Place): Shape {
    const shape: Shape = {
      times: new Map(),
      total: 0,
      merged: new Map(),
      mostMerged: 0,
      deepest: null,
      deepestOfIntrospection: null,
      aliased: null,
    };
    this.add(selectionSet, place, shape);
    return shape;
  }

  private add({ selections }: SelectionSetNode, place: Place, shape: Shape): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.addField(selection, place, shape);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.add(selection.selectionSet, place, shape);
      else this.addFragment(this.fragments.get(selection.name.value), place, shape);
    }
  }

  private addField({ alias, name, selectionSet }: FieldNode, place: Place, shape: Shape): void {
    const field = name.value;
    this.count(field, 1, place, shape);
    const inside = selectionSet && this.read(selectionSet, { name: field, outer: place });
    merge((alias ?? name).value, Math.max(1, inside?.mostMerged ?? 0), place, shape);
    const below = inside ? deeper(inside.deepest, inside.deepestOfIntrospection) : null;
    const way = { field, depth: 1 + (below?.depth ?? 0), below };
    shape.aliased ??= alias && alias.value !== field ? field : (inside?.aliased ?? null);
    if (field === '__schema' || field === '__type') {
      if (inside?.aliased) throw aliasInIntrospection(field, inside.aliased);
      shape.deepestOfIntrospection = deeper(shape.deepestOfIntrospection, way);
    } else {
      shape.deepest = deeper(shape.deepest, way);
    }
  }

  private addFragment(fragment: Shape | undefined, place: Place, shape: Shape): void {
    if (!fragment) return;
    for (const [field, times] of fragment.times) this.count(field, times, place, shape);
    for (const [name, merged] of fragment.merged) merge(name, merged, place, shape);
    shape.deepest = deeper(shape.deepest, fragment.deepest);
    shape.deepestOfIntrospection = deeper(shape.deepestOfIntrospection, fragment.deepestOfIntrospection);
    shape.aliased ??= fragment.aliased;
  }

  private count(field: string, times: number, place: Place, shape: Shape): void {
    const now = (shape.times.get(field) ?? 0) + times;
    shape.times.set(field, now);
    shape.total += times;
    if (now > this.aliases) {
      throw tooComplex(
        `In ${placeInWords(place)} the field "${shortened(field)}" is selected more than ${this.aliases} times, which is the most that is answered; aliases and fragments count. Ask for a list with a filter, or for the rest in another request.`,
        this.aliases,
      );
    }
    if (shape.total > this.mostInOnePlace) {
      throw tooComplex(
        `In ${placeInWords(place)} more than ${this.mostInOnePlace} fields are selected, which is the most that is answered; fragments count. Ask for some of them in another request.`,
        this.mostInOnePlace,
      );
    }
  }
}

/** The description of the schema costs nothing and needs no key: copies of its lists in its lists would be without end. */
function aliasInIntrospection(root: string, field: string): CodedError {
  return tooComplex(
    `Below "${root}" no field may have an alias, and "${shortened(field)}" has one. Ask for the schema as tools do: by getIntrospectionQuery of graphql-js.`,
    0,
  );
}

/** The deeper of two ways. */
export function deeper(one: Way | null, other: Way | null): Way | null {
  return (other?.depth ?? 0) > (one?.depth ?? 0) ? other : one;
}

function merge(name: string, merged: number, place: Place, shape: Shape): void {
  const now = (shape.merged.get(name) ?? 0) + merged;
  shape.merged.set(name, now);
  shape.mostMerged = Math.max(shape.mostMerged, now);
  if (now <= mostMerged) return;
  throw tooComplex(
    `In ${placeInWords(place)} "${shortened(name)}", or a field below it, is selected more than ${mostMerged} times over, which is the most that is answered; fragments count. Select each field once.`,
    mostMerged,
  );
}

/** 'the query', 'reports.nodes of the query "Page"'. */
function placeInWords(place: Place): string {
  const fields: string[] = [];
  let at = place;
  for (; at.outer; at = at.outer) fields.unshift(at.name);
  return fields.length === 0 ? at.name : `${pathInWords(fields)} of ${at.name}`;
}

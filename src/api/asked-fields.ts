import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** The fields that are asked for, by the name of their type. */
export class AskedFields {
  private readonly byType = new Map<string, Set<string>>();

  /** Notes that a field of a type is asked for. */
  add(type: string, field: string): void {
    const fields = this.byType.get(type) ?? new Set();
    this.byType.set(type, fields.add(field));
  }

  /** Notes all that others are. */
  addAll({ byType }: AskedFields): void {
    for (const [type, fields] of byType) for (const field of fields) this.add(type, field);
  }

  /** Whether this field of a type is among them. */
  has(type: string, field: string): boolean {
    return this.byType.get(type)?.has(field) === true;
  }

  /** Whether something of a type is asked for, and nothing but these fields. */
  hasOnly(type: string, fields: ReadonlySet<string>): boolean {
    const asked = this.byType.get(type);
    if (asked === undefined) return false;
    for (const field of asked) if (!fields.has(field)) return false;
    return true;
  }
}

/** Reads off a valid document the fields that it asks for, those of its fragments included; each document once. */
export function createAskedFieldsReader(schema: GraphQLSchema): (document: DocumentNode) => AskedFields {
  const known = new WeakMap<DocumentNode, AskedFields>();
  return (document) => {
    const asked = known.get(document) ?? readAskedFields(schema, document);
    known.set(document, asked);
    return asked;
  };
}

function readAskedFields(schema: GraphQLSchema, document: DocumentNode): AskedFields {
  const asked = new AskedFields();
  const types = new TypeInfo(schema);
  const note = (field: string) => {
    const type = types.getParentType();
    if (type) asked.add(type.name, field);
  };
  visit(document, visitWithTypeInfo(types, { Field: ({ name }) => note(name.value) }));
  return asked;
}

import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** The fields that a document asks for, each with its type: `Report.feed`. */
export type AskedFields = ReadonlySet<string>;

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
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        asked.add(`${types.getParentType()?.name}.${name.value}`);
      },
    }),
  );
  return asked;
}

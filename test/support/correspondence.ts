/** Values that no two runs share: how each is written, and what stands for it when answers are compared. */
const forms: readonly { name: string; form: RegExp; isRemembered: boolean }[] = [
  { name: 'link', form: /https?:\/\/[^\s/"]+\/exports\/[\w-]+/g, isRemembered: true },
  {
    name: 'id',
    form: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
    isRemembered: true,
  },
  { name: 'time', form: /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z/g, isRemembered: false },
  { name: 'key', form: /\bfh_[\w-]{43}(?![\w-])/g, isRemembered: true },
  { name: 'secret', form: /\bwhsec_[\w-]{43}(?![\w-])/g, isRemembered: false },
  { name: 'beginning of a key', form: /\bfh_[\w-]{8}(?![\w-])/g, isRemembered: false },
];
/** A cursor has no form of its own: it is known by its field. */
const cursorFields = new Set(['cursor', 'startCursor', 'endCursor']);
const cursorForm = /^[\w-]{32,}$/;

/**
 * Holds the answers of a document to those of a running API. Ids, cursors, times, keys and signed links are others each
 * time and are compared by their form; whatever stands for them in the document is remembered, so that a later request
 * of the document that holds it is sent with the real value.
 */
export class Correspondence {
  private readonly realValues = new Map<string, string>();

  /** A text of the document with the real values in it. */
  translate(text: string): string {
    let translated = text;
    for (const [written, real] of this.realValues) translated = translated.replaceAll(written, real);
    return translated;
  }

  /** As {@link translate}, for JSON. */
  translateJson<Value>(value: Value): Value {
    return JSON.parse(this.translate(JSON.stringify(value)));
  }

  /**
   * An answer with the names of forms in place of the values that have them, for a comparison.
   *
   * @param written the document's answer
   * @param real the API's answer
   * @throws {Error} when one value of the document stands for two real ones
   */
  compare(written: unknown, real: unknown): { written: unknown; real: unknown } {
    const writtenValues: string[] = [];
    const realValues: string[] = [];
    const shapes = { written: shapeOf(written, '', writtenValues), real: shapeOf(real, '', realValues) };
    const areAlike = JSON.stringify(shapes.written) === JSON.stringify(shapes.real);
    if (areAlike) this.remember(writtenValues, realValues);
    return shapes;
  }

  private remember(written: readonly string[], real: readonly string[]): void {
    for (const [at, value] of written.entries()) {
      const stood = this.realValues.get(value);
      const stands = real[at] ?? '';
      if (stood !== undefined && stood !== stands) {
        throw new Error(`${value} stands for ${stood} and for ${stands}: they are two things`);
      }
      this.realValues.set(value, stands);
    }
  }
}

/** @param values gets what is to be remembered, in one order for equal shapes */
function shapeOf(value: unknown, field: string, values: string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => shapeOf(each, field, values));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, each]) => [name, shapeOf(each, name, values)]));
  }
  if (typeof value !== 'string') return value;
  if (cursorFields.has(field) && cursorForm.test(value)) {
    values.push(value);
    return '<cursor>';
  }
  return forms.reduce(
    (text, { name, form, isRemembered }) =>
      text.replace(form, (found) => {
        if (isRemembered) values.push(found);
        return `<${name}>`;
      }),
    value,
  );
}

/** A text as PostgreSQL can keep it: without NUL, and with U+FFFD for half a surrogate pair. Null stays null. */
export function storableText<Text extends string | null>(text: Text): Text {
  // Replacing characters makes no text of null, nor null of a text.
  return (text?.replaceAll('\u0000', '').toWellFormed() ?? null) as Text;
}

/** A value as JSON of which PostgreSQL can keep every text (see {@link storableText}). */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  );
}

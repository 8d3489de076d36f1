/** A LIKE pattern for rows that contain a text as it stands; its `%`, `_` and `\` are no wildcards. */
export function containsText(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

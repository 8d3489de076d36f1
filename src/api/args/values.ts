import { badFields, type FaultyFields } from '../../model/errors.ts';
import { inputLimits } from '../limits/limits.ts';

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return uuidForm.test(text);
}

/**
 * An id as it is stored.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is no UUID
 */
export function readId(argument: string, id: string): string {
  if (isId(id)) return id.toLowerCase();
  throw fault(argument, `"${shortened(id)}" is no id. Ids are UUIDs, as this API returns them.`);
}

/**
 * A text that somebody typed, trimmed; undefined when none was given.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is blank, too long, or holds characters no text can hold
 */
export function readText(argument: string, text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  const trimmed = text.trim();
  if (trimmed === '') throw fault(argument, 'it is empty. Write something, or leave it out.');
  if (trimmed.length > inputLimits.textLength) {
    throw fault(
      argument,
      `"${shortened(trimmed)}" has ${trimmed.length} characters. At most ${inputLimits.textLength} are read.`,
    );
  }
  if (!isStorable(trimmed)) {
    throw fault(argument, `"${shortened(trimmed)}" holds characters that no text can hold.`);
  }
  return trimmed;
}

/** Whether the database can hold a text: it takes no NUL and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/**
 * The code of a language, as reports carry it.
 *
 * @throws {CodedError} BAD_USER_INPUT when it has another form than ISO 639-1
 */
export function readLanguage(argument: string, language: string): string {
  if (/^[a-z]{2}$/i.test(language)) return language.toLowerCase();
  throw fault(argument, `"${shortened(language)}" is no code of a language. Codes have two letters: "en".`);
}

const earliest = Date.parse('0001-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether a moment lies in the years 1 to 9999, which the database and RFC 3339 both can write. */
export function isStorableTime(time: Date): boolean {
  return time.getTime() >= earliest && time.getTime() <= latest;
}

/**
 * A moment; undefined when none was given.
 *
 * @throws {CodedError} BAD_USER_INPUT when it lies outside of the years 1 to 9999
 */
export function readTime(argument: string, time: Date | null | undefined): Date | undefined {
  if (time === null || time === undefined) return undefined;
  if (isStorableTime(time)) return time;
  throw fault(argument, `${time.toISOString()} is out of range. The years 1 to 9999 are read.`);
}

/**
 * A list of a filter; undefined when it is absent or empty, because an empty list restricts nothing.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is too long
 */
export function readList<Item>(argument: string, list: Item[] | null | undefined): Item[] | undefined {
  if (!list || list.length === 0) return undefined;
  if (list.length > inputLimits.listLength) {
    throw fault(argument, `${list.length} entries. At most ${inputLimits.listLength} are read.`);
  }
  return list;
}

/** As {@link readList}, for texts. */
export function readTexts(argument: string, list: string[] | null | undefined): string[] | undefined {
  return readList(argument, list)?.flatMap((text) => readText(argument, text) ?? []);
}

/** As {@link readList}, for the values of an enum: the model spells them as plain words. */
export function readWords<Word extends string>(
  argument: string,
  list: Word[] | null | undefined,
): `${Word}`[] | undefined {
  // A generated enum's values are the words themselves; only TypeScript tells them apart.
  return readList(argument, list) as `${Word}`[] | undefined;
}

/** An object without its undefined fields, so that 'absent' is the only way not to say something. */
export function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}

/** An input without its nulls. GraphQL tells 'null' from 'absent'; here both mean that nothing was said. */
export function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}

/** A text as a message repeats it: printable, and not too long. */
export function shortened(text: string): string {
  const printable = [...text].filter((character) => character >= ' ' && character.isWellFormed()).join('');
  return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}

function fault(argument: string, message: string): FaultyFields {
  return badFields([{ field: argument, message }]);
}

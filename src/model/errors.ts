/** The codes a client can rely on; they travel in `extensions.code` and in the exit messages of the commands. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** A failure that was expected: its message is written for the person who asked, and may be shown as it is. */
export class CodedError extends Error {
  override readonly name = 'CodedError';

  /** @param extensions what a client gets beside the code: `fields`, `cost` … */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/**
 * The one answer for 'there is none' and 'it is another tenant's', so that existence never leaks.
 *
 * @param hint what to try instead
 */
export function notFound(what: string, by: string, hint = ''): CodedError {
  return new CodedError('NOT_FOUND', `There is no ${what} ${by}.${hint}`);
}

/** What came of a feed belongs to no execution any more: its process was taken for dead, and another has read the feed. */
export class ExecutionHasEnded extends CodedError {
  constructor(executionId: string) {
    super(
      'CONFLICT',
      `The execution ${executionId} was ended by another process, which reads the feed again.`,
    );
  }
}

/** Input that cannot be used; the message holds the offending value and what is allowed. */
export function badInput(message: string): CodedError {
  return new CodedError('BAD_USER_INPUT', message);
}

/** One faulty field of an input. */
export interface FieldFault {
  /** Its path: `input.url`. */
  field: string;
  /** What is wrong with it, with the offending value and what is allowed. */
  message: string;
}

/** Input of which some fields cannot be used: the message names all, `extensions.fields` each for itself. */
export class FaultyFields extends CodedError {
  constructor(readonly faults: readonly FieldFault[]) {
    const message = faults.map(({ field, message }) => `${field}: ${message}`).join(' ');
    super('BAD_USER_INPUT', message, { fields: faults });
  }
}

/** A {@link FaultyFields} of these faults. */
export function badFields(faults: readonly FieldFault[]): FaultyFields {
  return new FaultyFields(faults);
}

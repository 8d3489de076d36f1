import type { z } from 'zod';
import { badFields, type FieldFault } from '../model/errors.ts';
import type { ChangeScope, TenantRepositories } from '../storage/storage.ts';
import { idempotencyKey } from './args/forms.ts';
import { withoutNulls } from './args/values.ts';
import type { ApiContext, Session } from './context.ts';

/** A mutation's input, as GraphQL hands it over. */
export interface MutationInput {
  idempotencyKey?: string | null;
}

/** What a mutation does: within one transaction, on repositories that belong to it. */
export type Effect<Input, Answer> = (
  input: Input,
  repositories: TenantRepositories,
  session: Session,
) => Promise<Answer>;

/** Finds the faults of an input that only the database knows, and that else its effect would find. */
export type FurtherFaults = (session: Session) => Promise<readonly FieldFault[]>;

/**
 * Carries a mutation out: its input is read, every fault at once; its effect is one transaction; a repeated call with
 * the same idempotency key gets the first answer.
 *
 * @param name the field's name
 * @param form what its input must look like, without the idempotency key
 * @param furtherFaults asked only when the form has found faults: so all are reported at once, and yet a repeated call
 * that was carried out is answered as it was, whatever has changed since
 * @param scope of an effect that holds all reports: it may take longer than a request, and whoever hangs up does not end
 * it either
 * @returns what the effect gives: plain data, since it may be kept for 24 hours
 * @throws {CodedError} BAD_USER_INPUT with the faulty fields, CONFLICT for a key that was used for another call, and
 * whatever the effect throws
 */
export async function mutate<Form extends z.ZodType, Answer>(
  { session }: ApiContext,
  name: string,
  form: Form,
  input: MutationInput,
  effect: Effect<z.output<Form>, Answer>,
  furtherFaults: FurtherFaults = async () => [],
  scope: ChangeScope = {},
): Promise<Answer> {
  const { idempotencyKey: key, ...fields } = input;
  const read = form.safeParse(withoutNulls(fields));
  const faults = [
    ...faultsOf(read.error, ['input']),
    ...faultsOf(idempotencyKey.safeParse(key ?? undefined).error, ['input', 'idempotencyKey']),
  ];
  if (faults.length > 0 || !read.success) throw badFields([...faults, ...(await furtherFaults(session))]);
  const call = key == null ? null : { key, call: JSON.stringify([name, fields], inOrder) };
  try {
    return await session.tenant.change(
      call,
      session.now(),
      (repositories) => effect(read.data, repositories, session),
      scope,
    );
  } finally {
    session.forgetLoaded();
  }
}

function faultsOf(error: z.ZodError | undefined, at: readonly string[]): FieldFault[] {
  return (error?.issues ?? []).map(({ path, message }) => ({ field: [...at, ...path].join('.'), message }));
}

/** Equal inputs are equal texts, in whatever order their fields came. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

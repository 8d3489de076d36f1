import type { z } from 'zod';
import { badFields, CodedError, type FieldFault, notFound } from '../model/errors.ts';
import { type Role, roleIncludes, roles } from '../model/principal.ts';
import type { ApiKey, User } from '../model/tenant.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { UserRepository } from '../storage/user-repository.ts';
import type { keyToRevoke, newKey, newUser, userChange } from './args/people-forms.ts';
import { isId } from './args/values.ts';
import type { Session } from './context.ts';
import { mutate } from './mutation.ts';

/**
 * As {@link mutate}, for what may change who may ask: once it is carried out, no request to this process is answered by
 * what was known of a key before. Other processes hear of it when the transaction commits.
 */
export async function mutatePeople<Form extends z.ZodType, Answer>(
  ...call: Parameters<typeof mutate<Form, Answer>>
): Promise<Answer> {
  const [context] = call;
  try {
    return await mutate(...call);
  } finally {
    context.forgetPrincipals();
  }
}

/** Adds a person. @throws {CodedError} CONFLICT when the tenant has one with this address */
export async function addUser(
  { email, role }: z.output<typeof newUser>,
  { users }: TenantRepositories,
): Promise<{ user: User }> {
  const user = await users.add(email, role);
  if (user) return { user };
  throw new CodedError('CONFLICT', `There is a person with the address "${email}" already.`);
}

/**
 * Changes a person.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none with this id, CONFLICT when it would be left without an active
 *   ADMIN
 */
export async function changeUser(
  { id, role, isActive }: z.output<typeof userChange>,
  { users }: TenantRepositories,
): Promise<{ user: User }> {
  const admins = await users.lockActiveAdmins();
  const user = await users.change(id, {
    ...(role === undefined ? {} : { role }),
    ...(isActive === undefined ? {} : { isActive }),
  });
  if (!user) throw notFound('person', `with the id "${id}"`);
  const isLast = admins.length === 1 && admins[0] === id;
  if (isLast && !(user.role === 'ADMIN' && user.isActive)) {
    throw new CodedError(
      'CONFLICT',
      `${user.email} is the last active ADMIN; nobody could let anybody in again. Make another person an ADMIN first.`,
    );
  }
  return { user };
}

/** Makes a key. @throws {CodedError} BAD_USER_INPUT for what {@link holderFaults} finds */
export async function createKey(
  { role, label, userId }: z.output<typeof newKey>,
  { keys, users }: TenantRepositories,
): Promise<{ apiKey: ApiKey; key: string }> {
  const faults = await holderFaults(users, role, userId);
  if (faults.length > 0) throw badFields(faults);
  return keys.create({ role, label: label ?? null, userId: userId ?? null });
}

/** What is wrong with a person that a key is to be for: unknown, shut out, or allowed less than the key would be. */
export async function holderFaults(
  users: UserRepository,
  role: Role,
  userId: string | null | undefined,
): Promise<FieldFault[]> {
  if (userId == null || !isId(userId)) return [];
  const [holder] = await users.byIds([userId]);
  if (!holder) return [{ field: 'input.userId', message: `there is no person with the id "${userId}".` }];
  const { email, isActive } = holder;
  return [
    ...(isActive
      ? []
      : [{ field: 'input.userId', message: `${email} is shut out. Let the person in first.` }]),
    ...(roleIncludes(holder.role, role)
      ? []
      : [
          { field: 'input.role', message: `${role} is more than ${email} may do. ${allowedTo(holder.role)}` },
        ]),
  ];
}

/** Ends a key. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function revokeKey(
  { id }: z.output<typeof keyToRevoke>,
  { keys }: TenantRepositories,
  { now }: Session,
): Promise<{ apiKey: ApiKey }> {
  const apiKey = await keys.revoke(id, now());
  if (!apiKey) throw notFound('API key', `with the id "${id}"`);
  return { apiKey };
}

function allowedTo(held: Role): string {
  return `Allowed: ${roles.filter((role) => roleIncludes(held, role)).join(', ')}.`;
}

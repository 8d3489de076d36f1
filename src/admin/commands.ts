import { emailAddress } from '../model/email.ts';
import { badInput, CodedError, notFound } from '../model/errors.ts';
import { type Role, roleIncludes, roles } from '../model/principal.ts';
import { addPruned, nothingPruned } from '../model/retention.ts';
import { mostOfLabel, type Tenant, type User } from '../model/tenant.ts';
import { table } from '../platform/table.ts';
import type { UserRepository } from '../storage/user-repository.ts';
import { type AdminCommand, readWord } from './command.ts';
import { feedCommands } from './feed-commands.ts';
import { rollupCommands } from './rollup-commands.ts';

/** All commands, in the order in which the usage shows them. */
export const adminCommands: AdminCommand[] = [
  {
    name: 'tenant create',
    operands: ['<name>'],
    options: '--slug <slug> [--admin <e-mail>]',
    does: 'sets up a tenant and prints its first key',
    run: async (storage, [name = ''], { slug, admin }) => {
      if (slug === undefined) throw badInput('A tenant needs a short name: --slug maison-x');
      const { tenant, key } = await storage.tenants.create({ name, slug, adminEmail: admin ?? null });
      return {
        text: `Tenant ${tenant.name} (${tenant.slug}) is set up. Its key, shown only now:\n${key}`,
        json: { tenant: shown(tenant), key },
      };
    },
  },
  {
    name: 'tenant list',
    operands: [],
    options: '',
    does: 'lists the tenants',
    run: async (storage) => {
      const tenants = await storage.tenants.list();
      const rows = tenants.map(({ slug, name, id }) => [slug, name, id]);
      return { text: table(['slug', 'name', 'id'], rows), json: { tenants: tenants.map(shown) } };
    },
  },
  {
    name: 'user add',
    operands: ['<slug>', '<e-mail>'],
    options: '[--role VIEWER|ANALYST|ADMIN]',
    does: 'adds a person, a VIEWER unless said otherwise',
    run: async (storage, [slug = '', address = ''], options) => {
      const email = readEmail(address);
      const role = readWord('--role', options.role ?? 'VIEWER', roles);
      const tenant = await storage.tenants.bySlug(slug);
      const { change } = storage.forTenant(tenant.id);
      const user = await change(null, options.now, ({ users }) => users.add(email, role));
      if (!user)
        throw new CodedError('CONFLICT', `${tenant.name} has a person with the address "${email}" already.`);
      return {
        text: `${email} is a person of ${tenant.name} from now on, with the role ${role}.`,
        json: { user: shownUser(user) },
      };
    },
  },
  {
    name: 'user list',
    operands: ['<slug>'],
    options: '',
    does: "lists a tenant's people",
    run: async (storage, [slug = '']) => {
      const tenant = await storage.tenants.bySlug(slug);
      const users = await storage.forTenant(tenant.id).users.list();
      const rows = users.map(({ email, role, createdAt, isActive }) => [
        email,
        role,
        createdAt.toISOString(),
        isActive ? 'active' : 'shut out',
      ]);
      return {
        text: table(['e-mail', 'role', 'created', 'state'], rows),
        json: { users: users.map(shownUser) },
      };
    },
  },
  {
    name: 'key create',
    operands: ['<slug>'],
    options: '[--role VIEWER|ANALYST|ADMIN] [--label <what for>] [--user <e-mail>]',
    does: 'makes a key, for a VIEWER unless said otherwise, and prints it; a key of a person does what the person may',
    run: async (storage, [slug = ''], options) => {
      const role = readWord('--role', options.role ?? 'VIEWER', roles);
      const label = readLabel(options.label);
      const email = options.user === undefined ? null : readEmail(options.user);
      const tenant = await storage.tenants.bySlug(slug);
      const { keys, users } = storage.forTenant(tenant.id);
      const holder = email === null ? null : await findHolder(users, email, role);
      const { key, apiKey } = await keys.create({ role, label, userId: holder?.id ?? null });
      const holds = holder ? `${holder.email}, ${role}` : `${role === 'VIEWER' ? 'a' : 'an'} ${role}`;
      return {
        text: `A key for ${holds} of ${tenant.name}, shown only now:\n${key}`,
        json: { tenant: shown(tenant), key, prefix: apiKey.prefix, role, label, user: email },
      };
    },
  },
  {
    name: 'key list',
    operands: ['<slug>'],
    options: '',
    does: "lists a tenant's keys by their beginnings",
    run: async (storage, [slug = '']) => {
      const tenant = await storage.tenants.bySlug(slug);
      const { keys, users } = storage.forTenant(tenant.id);
      const emails = new Map((await users.list()).map(({ id, email }) => [id, email]));
      const listed = (await keys.list()).map(({ prefix, role, label, userId, createdAt, revokedAt }) => {
        const user = userId === null ? null : (emails.get(userId) ?? null);
        return { prefix, role, label, user, createdAt, revokedAt };
      });
      const rows = listed.map(({ prefix, role, label, user, createdAt, revokedAt }) => [
        prefix,
        role,
        createdAt.toISOString(),
        revokedAt ? `revoked ${revokedAt.toISOString()}` : 'live',
        label ?? '',
        user ?? '',
      ]);
      return {
        text: table(['key', 'role', 'created', 'state', 'label', 'person'], rows),
        json: { keys: listed },
      };
    },
  },
  {
    name: 'key revoke',
    operands: ['<slug>', '<beginning of the key>'],
    options: '',
    does: 'ends a key at once',
    run: async (storage, [slug = '', beginning = ''], { now }) => {
      const tenant = await storage.tenants.bySlug(slug);
      const { change } = storage.forTenant(tenant.id);
      const { prefix } = await change(null, now, ({ keys }) => keys.revokeByBeginning(beginning, now));
      return { text: `The key ${prefix}… is revoked.`, json: { revoked: prefix } };
    },
  },
  ...feedCommands,
  {
    name: 'prune',
    operands: [],
    options: '',
    does: 'deletes executions, visits, repeated calls, alerts and deliveries kept for long enough, as every night does',
    run: async (storage, _, { retention, now }) => {
      let sum = nothingPruned;
      for (const { id } of await storage.tenants.list()) {
        sum = addPruned(sum, await storage.forTenant(id).history.prune(retention, now));
      }
      return {
        text: `Pruned: ${sum.executions} executions, ${sum.fetches} visits to feeds, ${sum.calls} repeated calls, ${sum.alerts} alerts, ${sum.deliveries} deliveries.`,
        json: { pruned: sum },
      };
    },
  },
  ...rollupCommands,
  {
    name: 'authors fill',
    operands: ['<slug>'],
    options: '',
    does: 'reads the bylines of reports that were stored before authors were; it can be run again',
    run: async (storage, [slug = '']) => {
      const tenant = await storage.tenants.bySlug(slug);
      const names = await storage.forTenant(tenant.id).fillAuthors();
      return { text: `${names} names read from the bylines of ${tenant.name}.`, json: { names } };
    },
  },
  {
    name: 'migrate',
    operands: [],
    options: '',
    does: 'brings the database up to date (every process does so when it starts)',
    run: async () => ({ text: 'The database is up to date.', json: { upToDate: true } }),
  },
];

/** What the command line can do, as text. */
export function usage(): string {
  const lines = adminCommands.map(({ name, operands, options, does }) => [
    `  ${[name, ...operands, options].filter(Boolean).join(' ')}`,
    does,
  ]);
  return [
    'usage: npm run admin -- <command>   (--json: one JSON object instead of text)',
    '',
    ...lines.flatMap(([call, does]) => [call ?? '', `      ${does ?? ''}`]),
  ].join('\n');
}

function shown({ id, slug, name }: Tenant) {
  return { id, slug, name };
}

function shownUser({ id, email, role, isActive, createdAt }: User) {
  return { id, email, role, isActive, createdAt };
}

/**
 * The person that a key is to be for.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none with this address, BAD_USER_INPUT when the person is shut out
 *   or may do less than the key would
 */
async function findHolder(users: UserRepository, email: string, role: Role): Promise<User> {
  const holder = await users.byEmail(email);
  if (!holder) throw notFound('person', `with the address "${email}"`);
  if (!holder.isActive) throw badInput(`--user ${email} cannot be used: the person is shut out.`);
  if (roleIncludes(holder.role, role)) return holder;
  throw badInput(`--role ${role} is more than ${email} may do, who is a ${holder.role}.`);
}

function readEmail(typed: string): string {
  const email = emailAddress(typed);
  if (email === null)
    throw badInput(`"${typed}" is no e-mail address; write it like admin@maison-x.example.`);
  return email;
}

function readLabel(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const label = typed.trim();
  if (label.length >= 1 && label.length <= mostOfLabel) return label;
  throw badInput(
    `--label "${label}" cannot be used: 1 to ${mostOfLabel} characters that say what the key is for.`,
  );
}

import { badInput, notFound } from '../model/errors.ts';
import { pageReadings } from '../model/feed.ts';
import { providerOf, readFeedUrl } from '../model/feed-address.ts';
import { roles } from '../model/principal.ts';
import type { Tenant } from '../model/tenant.ts';
import type { FeedChange } from '../storage/feed-repository.ts';
import type { Storage } from '../storage/storage.ts';
import { readOpml } from './opml.ts';
import { table } from './table.ts';

/** What stands on the command line besides a command and its operands, and what the commands need of the world. */
export interface CommandOptions {
  slug?: string | undefined;
  admin?: string | undefined;
  role?: string | undefined;
  pages?: string | undefined;
  interval?: string | undefined;
  state?: string | undefined;
  now: Date;
  /** @throws {CodedError} BAD_USER_INPUT when the file cannot be read */
  readFile: (path: string) => Promise<string>;
}

/** What a command answers: for a person, and for a program. */
export interface CommandAnswer {
  text: string;
  json: object;
}

/** One thing the command line can do. */
export interface AdminCommand {
  name: string;
  /** As the usage shows them; all are needed. */
  operands: string[];
  /** As the usage shows them. */
  options: string;
  does: string;
  run: (storage: Storage, operands: string[], options: CommandOptions) => Promise<CommandAnswer>;
}

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
    name: 'key create',
    operands: ['<slug>'],
    options: '[--role VIEWER|ANALYST|ADMIN]',
    does: 'makes a key, for a VIEWER unless said otherwise, and prints it',
    run: async (storage, [slug = ''], options) => {
      const role = readWord('--role', options.role ?? 'VIEWER', roles);
      const tenant = await storage.tenants.bySlug(slug);
      const { key, prefix } = await storage.forTenant(tenant.id).keys.create(role);
      return {
        text: `A key for a ${role} of ${tenant.name}, shown only now:\n${key}`,
        json: { tenant: shown(tenant), key, prefix, role },
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
      const keys = await storage.forTenant(tenant.id).keys.list();
      const rows = keys.map(({ prefix, role, createdAt, revokedAt }) => [
        prefix,
        role,
        createdAt.toISOString(),
        revokedAt ? `revoked ${revokedAt.toISOString()}` : 'live',
      ]);
      return {
        text: table(['key', 'role', 'created', 'state'], rows),
        json: {
          keys: keys.map(({ prefix, role, createdAt, revokedAt }) => ({
            prefix,
            role,
            createdAt,
            revokedAt,
          })),
        },
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
      const { prefix } = await storage.forTenant(tenant.id).keys.revoke(beginning, now);
      return { text: `The key ${prefix}… is revoked.`, json: { revoked: prefix } };
    },
  },
  {
    name: 'feed add',
    operands: ['<slug>', '<url>'],
    options: '',
    does: 'follows a feed; it is read with the next run of the ingestion',
    run: async (storage, [slug = '', address = '']) => {
      const url = readFeedUrl(address);
      const tenant = await storage.tenants.bySlug(slug);
      const feed = await storage
        .forTenant(tenant.id)
        .feeds.addOne({ url, title: null, provider: providerOf(url) });
      return {
        text: `${tenant.name} follows ${feed.url} from now on.`,
        json: { feed: { id: feed.id, url: feed.url, provider: feed.provider } },
      };
    },
  },
  {
    name: 'feed set',
    operands: ['<slug>', '<url>'],
    options: '[--pages WHEN_NEEDED|NEVER] [--interval <minutes>] [--state ACTIVE|PAUSED]',
    does: 'changes how a feed is read; ACTIVE also brings back one that was parked or has ended',
    run: async (storage, [slug = '', address = ''], options) => {
      const url = readFeedUrl(address);
      const change = readFeedChange(options);
      const tenant = await storage.tenants.bySlug(slug);
      const feed = await storage.forTenant(tenant.id).feeds.change(url, change, options.now);
      if (!feed) throw notFound('feed', `at ${url} that ${slug} follows`);
      const { state, intervalMinutes, pageReading } = feed;
      return {
        text: `${url} is ${state}, read every ${intervalMinutes} minutes, its pages ${pageReading}.`,
        json: { feed: { id: feed.id, url, state, intervalMinutes, pageReading } },
      };
    },
  },
  {
    name: 'feed import',
    operands: ['<slug>', '<file.opml>'],
    options: '',
    does: 'follows all feeds of an OPML file; those followed already stay as they are',
    run: async (storage, [slug = '', path = ''], { readFile }) => {
      const tenant = await storage.tenants.bySlug(slug);
      const { feeds, refused } = readOpml(await readFile(path), path);
      const added = await storage.forTenant(tenant.id).feeds.add(feeds);
      const known = feeds.length - added.length;
      const refusals = refused.map(({ url, reason }) => `\n  left out: ${url} (${reason})`).join('');
      return {
        text: `${added.length} feeds added, ${known} followed already, ${refused.length} left out.${refusals}`,
        json: { added: added.length, known, refused },
      };
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

function readFeedChange({ pages, interval, state }: CommandOptions): FeedChange {
  const change: FeedChange = {};
  if (pages !== undefined) change.pageReading = readWord('--pages', pages, pageReadings);
  if (state !== undefined) change.state = readWord('--state', state, ['ACTIVE', 'PAUSED']);
  if (interval !== undefined) {
    const minutes = Number(interval);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 10_080) {
      throw badInput(
        `--interval ${interval} cannot be used: a whole number of minutes from 1 to 10080, a week.`,
      );
    }
    change.intervalMinutes = minutes;
  }
  if (Object.keys(change).length === 0) throw badInput('Say what to change: --pages, --interval or --state.');
  return change;
}

function readWord<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === text.toUpperCase());
  if (word === undefined) throw badInput(`${option} ${text} is not known. It is one of ${words.join(', ')}.`);
  return word;
}

import { badInput, notFound } from '../model/errors.ts';
import { type Feed, pageReadings } from '../model/feed.ts';
import { providerOf, readFeedUrl } from '../model/feed-address.ts';
import { readOpml } from '../platform/opml.ts';
import { table } from '../platform/table.ts';
import type { FeedChange } from '../storage/feed-repository.ts';
import { type AdminCommand, type CommandOptions, readWord } from './command.ts';

/** What can be done about the feeds of a tenant. */
export const feedCommands: AdminCommand[] = [
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
    name: 'feed list',
    operands: ['<slug>'],
    options: '',
    does: 'lists the feeds that a tenant follows, and how reading them goes',
    run: async (storage, [slug = '']) => {
      const tenant = await storage.tenants.bySlug(slug);
      const listed = (await storage.forTenant(tenant.id).feeds.list()).map(shownFeed);
      const rows = listed.map(({ id, url, state, lastSuccessAt, nextFetchAt, failures, lastError }) => [
        id,
        url,
        state,
        lastSuccessAt?.toISOString() ?? 'never',
        // No other is read, whatever is stored of it.
        state === 'ACTIVE' ? nextFetchAt.toISOString() : 'none',
        String(failures),
        lastError ?? '',
      ]);
      const headings = ['id', 'url', 'state', 'last success', 'next fetch', 'failures', 'last error'];
      return { text: table(headings, rows), json: { feeds: listed } };
    },
  },
  {
    name: 'feed set',
    operands: ['<slug>', '<url>'],
    options: '[--pages WHEN_NEEDED|NEVER] [--interval <minutes>|adaptive] [--state ACTIVE|PAUSED]',
    does: 'changes how a feed is read; ACTIVE also brings back one that was parked or has ended',
    run: async (storage, [slug = '', address = ''], options) => {
      const url = readFeedUrl(address);
      const change = readFeedChange(options);
      const tenant = await storage.tenants.bySlug(slug);
      const feed = await storage.forTenant(tenant.id).feeds.change(url, change, options.now);
      if (!feed) throw notFound('feed', `at ${url} that ${slug} follows`);
      const { state, schedule, intervalMinutes, pageReading } = feed;
      return {
        text: `${url} is ${state}, read every ${intervalMinutes} minutes (${schedule}), its pages ${pageReading}.`,
        json: { feed: { id: feed.id, url, state, schedule, intervalMinutes, pageReading } },
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
];

function shownFeed({ id, url, state, lastSuccessAt, nextFetchAt, failures, lastError }: Feed) {
  return { id, url, state, lastSuccessAt, nextFetchAt, failures, lastError };
}

function readFeedChange({ pages, interval, state }: CommandOptions): FeedChange {
  const change: FeedChange = {};
  if (pages !== undefined) change.pageReading = readWord('--pages', pages, pageReadings);
  if (state !== undefined) change.state = readWord('--state', state, ['ACTIVE', 'PAUSED']);
  if (interval?.toLowerCase() === 'adaptive') change.schedule = 'ADAPTIVE';
  else if (interval !== undefined) {
    const minutes = Number(interval);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 10_080) {
      throw badInput(
        `--interval ${interval} cannot be used: a whole number of minutes from 1 to 10080, a week, or the word adaptive.`,
      );
    }
    change.intervalMinutes = minutes;
  }
  if (Object.keys(change).length === 0) throw badInput('Say what to change: --pages, --interval or --state.');
  return change;
}

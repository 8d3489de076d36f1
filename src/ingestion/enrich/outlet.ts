import { getDomain, getHostname } from 'tldts';
import type { Entry } from '../../model/feed.ts';
import type { Provider } from '../../model/report.ts';
import type { ArticlePage } from './page/article-page.ts';

/** The feed that an entry came in, as far as its outlet is concerned. */
export interface OutletFeed {
  provider: Provider;
  title: string | null;
  siteUrl: string | null;
  url: string;
}

const MAX_NAME_CHARACTERS = 100;
/** Parts of a feed's title that name the feed, not who publishes it. */
const namesFeed =
  /^(?:rss|atom|feed|rss feed|all|all (?:news|articles|posts|stories)|home|homepage|news|latest(?: (?:news|stories|articles|posts))?|top stories|articles|blog|stories|posts)$/i;

/**
 * Who published an article, in this order: the outlet that the entry names; the name that the page gives itself; the
 * outlet's part of the feed's title ('The Press' of 'The Press: Fashion'), if the article stands on the feed's own
 * site and the feed is no search; the article's registrable domain.
 */
export function outletOf(
  entry: Pick<Entry, 'outlet' | 'url'>,
  page: ArticlePage | null,
  feed: OutletFeed,
): string {
  const home = feed.siteUrl ?? feed.url;
  const address = entry.url ?? home;
  return (
    tidy(entry.outlet?.name) ??
    tidy(page?.siteName) ??
    (feed.provider === 'RSS' && domainOf(address) === domainOf(home)
      ? outletOfTitle(feed.title, address)
      : null) ??
    domainOf(entry.outlet?.url ?? address)
  );
}

function tidy(name: string | null | undefined): string | null {
  const plain = name?.replace(/\s+/g, ' ').trim();
  if (!plain || plain.length > MAX_NAME_CHARACTERS) return null;
  return /^(?:https?:\/\/|www\.)/i.test(plain) ? domainOf(plain) : plain;
}

function outletOfTitle(title: string | null, url: string): string | null {
  const parts = (title ?? '')
    .split(/\s+[-–—|·•>»«/]+\s+|:\s+|\s*[|»]\s*/)
    .map((part) =>
      part
        .replace(
          /\s*\b(?:rss|atom)?\s*feed$|^(?:latest|all)\s+(?:news|articles|posts|stories)\s+(?:from|on|by)\s+/i,
          '',
        )
        .trim(),
    )
    .filter((part) => part !== '' && !namesFeed.test(part));
  const domain = squeezed(domainOf(url).split('.')[0] ?? '');
  return tidy(parts.find((part) => domain.length > 2 && squeezed(part) === domain) ?? parts[0]);
}

function squeezed(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** 'vogue.co.uk' of 'https://www.vogue.co.uk/news'; the host itself where there is no registrable domain. */
function domainOf(url: string): string {
  return getDomain(url) ?? getHostname(url) ?? url;
}

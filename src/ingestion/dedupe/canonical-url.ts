import { isTracking, withoutParameters } from './tracking.ts';

/** Names that carry 'rss' or 'feed' when a link was made for a feed (New York Times, Wall Street Journal, AT Internet). */
const originParameters = new Set([
  'partner',
  'emc',
  'source',
  'src',
  'from',
  'ref',
  'mod',
  'xtor',
  'cmp',
  'origin',
  'via',
]);
const sessionParameters = new Set(['phpsessid', 'jsessionid', 'aspsessionid', 'sessionid']);

/**
 * The one address under which an article is recognised; made for comparing, not for fetching. Different spellings of
 * an address give the same one:
 * - https stands for http too, and the host has no 'www.' and no default port: sites move between these, and nothing
 *   else is published on the other side;
 * - no slash at the end of the path, no `;jsessionid`, and each percent-encoded character that needs none is written out;
 * - no tracking parameters, no session ids, no `from=rss`; the others sorted by name, their values untouched;
 * - no fragment, unless it is a route (`#!/…` or `#/…`).
 * What is no http(s) address is given back trimmed.
 */
export function canonicalUrl(url: string): string {
  const trimmed = url.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  const address = new URL(withoutParameters(new URL(trimmed).href, isOfNoConsequence));
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return trimmed;
  const host = address.hostname.replace(/^www\.(?=[^.]+\.)/, '').replace(/\.$/, '');
  const port = address.port === '' ? '' : `:${address.port}`;
  const path = plainPath(address.pathname);
  const route = /^#!?\//.test(address.hash) || address.hash.startsWith('#!') ? address.hash : '';
  return `https://${host}${port}${path}${sortedQuery(address.search)}${route}`;
}

function isOfNoConsequence(name: string, value: string): boolean {
  if (isTracking(name) || sessionParameters.has(name)) return true;
  return originParameters.has(name) && /^(?:rss|feed|atom)(?:[-_].*)?$/i.test(value);
}

function plainPath(path: string): string {
  return path
    .replace(/;jsessionid=[^/]*/i, '')
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
    })
    .replace(/\/+$/, '');
}

function sortedQuery(search: string): string {
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '');
  return parameters.length === 0 ? '' : `?${parameters.sort().join('&')}`;
}

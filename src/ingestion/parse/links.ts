import type { UrlResolution } from '../../model/report.ts';
import { googleTarget } from './google-links.ts';

/** Longer ones are no article's address, and no index holds them. */
const maxUrlLength = 4000;

/** An address that can be followed: absolute, http or https, without credentials; and whose it is. */
export interface Link {
  url: string;
  resolution: UrlResolution;
}

/**
 * The first of an entry's addresses that can be followed, taken out of a link of Google's where that is possible; null
 * when there is none.
 *
 * @param candidates as written, the likeliest first
 * @param base absolute
 */
export function articleLink(candidates: readonly string[], base: string): Link | null {
  for (const candidate of candidates) {
    const link = followableLink(candidate, base);
    if (link !== null) return link;
  }
  return null;
}

/** The same for one address, of which only where it leads matters. */
export function followableUrl(written: string, base: string): string | null {
  return followableLink(written, base)?.url ?? null;
}

function followableLink(written: string, base: string): Link | null {
  // '&amp;' that outlived the reading of the document was escaped twice.
  const address = parsedUrl(written.trim().replace(/&amp;/gi, '&'), base);
  if (address === null) return null;
  const target = googleTarget(address);
  const found = target instanceof URL ? target : address;
  if (found.protocol !== 'http:' && found.protocol !== 'https:') return null;
  found.username = '';
  found.password = '';
  if (found.href.length > maxUrlLength) return null;
  return { url: found.href, resolution: target instanceof URL ? 'UNWRAPPED' : (target ?? 'DIRECT') };
}

/**
 * The base that an entry's relative addresses are resolved against: xml:base from the outside in (XML Base, RFC 4287),
 * each relative to the one around it, the outermost to the site, and the site to the feed's address.
 */
export function baseOf(
  xmlBases: readonly (string | null)[],
  siteUrl: string | null,
  feedUrl: string,
): string {
  let base = siteUrl ?? feedUrl;
  for (const xmlBase of xmlBases) {
    if (xmlBase) base = parsedUrl(xmlBase.trim(), base)?.href ?? base;
  }
  return base;
}

function parsedUrl(written: string, base: string): URL | null {
  if (written === '') return null;
  const absolute = /^www\.[^/\s]+\.[a-z]{2,}(?:\/|$)/i.test(written) ? `http://${written}` : written;
  return URL.canParse(absolute, base) ? new URL(absolute, base) : null;
}

/** Longer ones are no article's address, and no index holds them. */
const maxUrlLength = 4000;

/**
 * The first of an entry's addresses that can be followed: absolute, http or https, taken out of the redirect of a
 * Google Alert, without credentials; null when there is none.
 *
 * @param candidates as written, the likeliest first
 * @param base absolute
 */
export function articleUrl(candidates: readonly string[], base: string): string | null {
  for (const candidate of candidates) {
    const url = followableUrl(candidate, base);
    if (url !== null) return url;
  }
  return null;
}

/** The same for one address. */
export function followableUrl(written: string, base: string): string | null {
  // '&amp;' that outlived the reading of the document was escaped twice.
  const address = parsedUrl(written.trim().replace(/&amp;/gi, '&'), base);
  if (address === null) return null;
  const target = alertTarget(address) ?? address;
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null;
  target.username = '';
  target.password = '';
  return target.href.length > maxUrlLength ? null : target.href;
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

/** Where https://www.google.com/url?…&url=… leads, which is how Google Alerts links to articles. */
function alertTarget(address: URL): URL | null {
  if (!/^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(address.hostname) || address.pathname !== '/url')
    return null;
  const target = address.searchParams.get('url') ?? address.searchParams.get('q') ?? '';
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : null;
}

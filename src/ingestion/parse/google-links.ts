/** Longer ones hold no address: of those that do, the longest seen has some 400 characters. */
const maxIdLength = 2000;

/** Where a link of Google's leads: 'UNRESOLVED' when it does not say, null when the link is none of Google's. */
export function googleTarget(address: URL): URL | 'UNRESOLVED' | null {
  if (isAlertLink(address)) return alertTarget(address) ?? 'UNRESOLVED';
  if (address.hostname === 'news.google.com') return newsTarget(address) ?? 'UNRESOLVED';
  return null;
}

function isAlertLink({ hostname, pathname }: URL): boolean {
  return pathname === '/url' && /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(hostname);
}

/** Where https://www.google.com/url?…&url=… leads, which is how Google Alerts links to articles. */
function alertTarget({ searchParams }: URL): URL | null {
  return webUrl(searchParams.get('url') ?? searchParams.get('q') ?? '');
}

/**
 * The address in the id of https://news.google.com/rss/articles/CBMi…: Base64 of a protocol buffer whose fourth field is
 * a string. Ids made since July 2024 hold a token there instead, which only Google can read.
 */
function newsTarget({ pathname }: URL): URL | null {
  const id = /\/(?:articles|read)\/([\w-]+)=*$/.exec(pathname)?.[1];
  if (id === undefined || id.length > maxIdLength) return null;
  const bytes = Buffer.from(id, 'base64url');
  // Field 1, the number 19; then field 4, whose length is written in one byte or two, seven bits in each.
  if (bytes[0] !== 0x08 || bytes[1] !== 0x13 || bytes[2] !== 0x22) return null;
  const low = bytes[3] ?? 0;
  const isShort = low < 0x80;
  const length = isShort ? low : (low & 0x7f) | ((bytes[4] ?? 0) << 7);
  const start = isShort ? 4 : 5;
  return start + length > bytes.length ? null : webUrl(bytes.toString('utf8', start, start + length));
}

function webUrl(written: string): URL | null {
  return /^https?:\/\//i.test(written) && URL.canParse(written) ? new URL(written) : null;
}

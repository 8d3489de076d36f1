import { badInput, type CodedError } from '../../model/errors.ts';

/** How files begin that are certainly no text. */
const signatures: [string, string][] = [
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['RIFF', 'an image or a recording'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b', 'compressed data'],
  ['ID3', 'a recording'],
  ['\x00\x00\x00', 'a film or other binary data'],
];

/** What the bytes are, in words, when they are no text in any charset; null when they may be. */
export function binaryInWords(bytes: Buffer): string | null {
  const beginning = bytes.toString('latin1', 0, 1024);
  const known = signatures.find(([signature]) => beginning.startsWith(signature));
  if (known) return known[1];
  // UTF-16 without a mark holds NULs in every second place, and begins with a character that is known.
  const isWide = /^(?:\xff\xfe|\xfe\xff|[<{]\0|\0[<{])/.test(beginning);
  return !isWide && /\0.*\0.*\0/s.test(beginning) ? 'binary data' : null;
}

/** The refusal of a web page; it names the feed that the page advertises, if it does. */
export function webPageRefused(html: string, address: string, url: string): CodedError {
  if (
    /cf-chl|challenge-platform|captcha-delivery|_Incapsula_Resource|px-captcha/.test(html.slice(0, 100_000))
  ) {
    return badInput(`${address} sent a page that asks visitors to prove that they are human, not a feed.`);
  }
  const feed = advertisedFeed(html, url);
  const hint = feed === null ? '' : ` The page names this feed: ${feed}`;
  return badInput(`${address} is a web page, not a feed.${hint}`);
}

/** The refusal of XML that is something else. */
export function otherXmlRefused(rootName: string, address: string): CodedError {
  const local = rootName.replace(/^.*:/, '').toLowerCase();
  const known: Record<string, string> = {
    opml: 'a list of feeds (OPML), which can be imported',
    urlset: 'a sitemap',
    sitemapindex: 'a sitemap',
    svg: 'an image',
    error: 'an error message',
  };
  const what = Object.hasOwn(known, local)
    ? known[local]
    : `XML whose outermost element is <${rootName.slice(0, 60)}>`;
  return badInput(`${address} sent ${what}, not a feed (RSS, Atom, RDF or JSON Feed).`);
}

function advertisedFeed(html: string, url: string): string | null {
  const feeds: string[] = [];
  for (const [tag] of html.slice(0, 300_000).matchAll(/<link\s[^<>]{0,2000}>/gi)) {
    if (!/\brel\s*=\s*["']?[^"'>]*\balternate\b/i.test(tag)) continue;
    if (!/\btype\s*=\s*["']?\s*application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)/i.test(tag)) continue;
    const [, quoted, bare] = /\bhref\s*=\s*(?:["']([^"']+)["']|([^\s"'>]+))/i.exec(tag) ?? [];
    const href = (quoted ?? bare ?? '').trim().replace(/&amp;/g, '&');
    if (href !== '' && URL.canParse(href, url)) feeds.push(new URL(href, url).href);
  }
  return feeds.find((feed) => !/comments/i.test(feed)) ?? feeds[0] ?? null;
}

import { type AtomFeed, parseAtomFeed } from 'feedsmith';
import { htmlOfText, isPresent, present, type RawDocument, type RawEntry } from './raw-feed.ts';

/**
 * Reads Atom 0.3 and 1.0.
 *
 * @throws {Error} of the parser, when the document is not well-formed or no Atom
 */
export function readAtom(xml: string): RawDocument {
  const feed = parseAtomFeed<string>(xml);
  return {
    feed: {
      title: feed.title?.value ?? null,
      siteUrl: linkOf(feed.links, isAlternate),
      language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
      author: namesOf(feed.authors),
    },
    entries: (feed.entries ?? []).map(atomEntry),
  };
}

function atomEntry(entry: AtomFeed.Entry<string>): RawEntry {
  const { links, dc } = entry;
  return {
    guid: entry.id ?? null,
    links: present(
      linkOf(links, (link) => isAlternate(link) && (link.type ?? 'text/html').includes('html')),
      linkOf(links, isAlternate),
      /^https?:\/\//i.test(entry.id ?? '') ? entry.id : null,
      entry.content?.src,
      linkOf(links, ({ rel }) => rel === 'related' || rel === 'via'),
      linkOf(links, ({ rel }) => rel === 'enclosure'),
    ),
    base: entry.xml?.base ?? null,
    title: entry.title?.value ?? entry.media?.title?.value ?? null,
    summary: entry.summary?.value ?? entry.media?.groups?.[0]?.description?.value ?? null,
    content: contentOf(entry.content),
    author: namesOf(entry.authors) ?? ((dc?.creators ?? []).join(', ') || null),
    categories: [
      ...(entry.categories ?? []).map(({ label, term }) => label ?? term),
      ...(dc?.subjects ?? []),
    ].filter(isPresent),
    published: present(entry.published, dc?.dates?.[0]),
    updated: present(entry.updated),
    outlet: entry.source?.title
      ? { name: entry.source.title.value, url: linkOf(entry.source.links, isAlternate) }
      : null,
  };
}

type Link = AtomFeed.Link<string>;

function isAlternate({ rel }: Link): boolean {
  return !rel || rel === 'alternate' || rel.endsWith('/relation/alternate');
}

function linkOf(links: readonly Link[] | undefined, fits: (link: Link) => boolean): string | null {
  return links?.find((link) => link.href !== undefined && link.href !== '' && fits(link))?.href ?? null;
}

/** The content as HTML; text that is marked as such, or as nothing though it holds no tag, is turned into it. */
function contentOf(content: AtomFeed.Content | undefined): string | null {
  const value = content?.value ?? null;
  const type = content?.type?.toLowerCase() ?? 'text';
  if (value === null || /^(?:image|audio|video|application\/(?!xhtml|xml))/.test(type)) return null;
  const isText = type === 'text' || type.startsWith('text/plain');
  return isText && !/<[a-z][^<>]*>/i.test(value) ? htmlOfText(value) : value;
}

function namesOf(people: readonly AtomFeed.Person[] | undefined): string | null {
  const names = [...new Set((people ?? []).map(({ name }) => name).filter(isPresent))];
  return names.length > 0 ? names.join(', ') : null;
}

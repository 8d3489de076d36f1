import { describe, expect, it } from 'vitest';
import { outletOf } from '../../../src/ingestion/enrich/outlet.ts';
import type { ArticlePage } from '../../../src/ingestion/enrich/page/article-page.ts';
import { publicationOf } from '../../../src/ingestion/enrich/published-at.ts';

const page: ArticlePage = {
  address: 'https://www.needle.example/a',
  title: null,
  text: null,
  description: null,
  author: null,
  publishedAt: null,
  publishedAtRaw: null,
  language: null,
  siteName: null,
  canonicalUrl: null,
  imageUrl: null,
};
const feed = {
  provider: 'RSS' as const,
  title: 'The Needle: Fashion',
  siteUrl: 'https://www.needle.example/',
  url: 'https://feeds.example/needle',
};
const entry = { outlet: null, url: 'https://www.needle.example/a' };

describe('the outlet of an article', () => {
  it('is the one that the entry names', () => {
    const named = { ...entry, outlet: { name: 'The Thimble', url: null } };
    expect(outletOf(named, { ...page, siteName: 'The Needle' }, feed)).toBe('The Thimble');
  });

  it('is the page’s own name for its site rather than the title of a feed', () => {
    expect(outletOf(entry, { ...page, siteName: 'Needle & Co' }, feed)).toBe('Needle & Co');
  });

  it.each([
    ['The Needle: Fashion', 'The Needle'],
    ['Fashion | The Needle', 'The Needle'],
    ['The Needle - RSS Feed', 'The Needle'],
    ['Latest news from The Needle', 'The Needle'],
    ['RSS', 'needle.example'],
    [null, 'needle.example'],
  ])('is the outlet’s part of the feed’s title %s', (title, expected) => {
    expect(outletOf(entry, null, { ...feed, title })).toBe(expected);
  });

  it('is the domain where the feed gathers the articles of others, or is a search', () => {
    expect(outletOf({ ...entry, url: 'https://news.thimble.co.uk/x' }, null, feed)).toBe('thimble.co.uk');
    expect(outletOf(entry, page, { ...feed, provider: 'GOOGLE_ALERTS' })).toBe('needle.example');
  });

  it('is the host where there is no domain, and the site’s where there is no link', () => {
    expect(outletOf({ ...entry, url: 'http://127.0.0.1:4010/a' }, null, feed)).toBe('127.0.0.1');
    expect(outletOf({ ...entry, url: null }, null, { ...feed, title: null })).toBe('needle.example');
  });
});

describe('the date of publication', () => {
  const now = new Date('2026-03-05T12:00:00Z');
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const dated = {
    publishedAt: day('2026-03-01'),
    publishedAtSource: 'ENTRY' as const,
    publishedAtRaw: 'entry',
  };
  const pageDate = { publishedAt: day('2026-02-01'), publishedAtRaw: 'page' };

  it('is the entry’s, else the page’s, else that of its update, else now', () => {
    expect(publicationOf(dated, pageDate, now)).toEqual(dated);
    const updated = { ...dated, publishedAtSource: 'ENTRY_UPDATED' as const };
    expect(publicationOf(updated, pageDate, now)).toEqual({ ...pageDate, publishedAtSource: 'PAGE' });
    expect(publicationOf(updated, null, now)).toEqual(updated);
    const none = { publishedAt: null, publishedAtSource: null, publishedAtRaw: null };
    expect(publicationOf(none, page, now)).toEqual({
      publishedAt: now,
      publishedAtSource: 'FIRST_SEEN',
      publishedAtRaw: null,
    });
  });

  it('is not believed when it lies more than a day ahead or before the web, and is kept as written', () => {
    expect(publicationOf({ ...dated, publishedAt: day('2026-03-06') }, pageDate, now).publishedAtSource).toBe(
      'ENTRY',
    );
    const ahead = { ...dated, publishedAt: day('2026-03-07') };
    expect(publicationOf(ahead, pageDate, now).publishedAtSource).toBe('PAGE');
    expect(publicationOf(ahead, null, now)).toEqual({
      publishedAt: now,
      publishedAtSource: 'FIRST_SEEN',
      publishedAtRaw: 'entry',
    });
    expect(publicationOf({ ...dated, publishedAt: new Date(0) }, null, now).publishedAtSource).toBe(
      'FIRST_SEEN',
    );
  });
});

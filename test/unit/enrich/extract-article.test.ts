import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractArticle, MAX_DEPTH } from '../../../src/ingestion/enrich/page/extract-article.ts';
import { prepareHtml } from '../../../src/ingestion/enrich/page/prepare-html.ts';
import { growthOverFourfold, linear } from '../../support/growth.ts';

const url = 'https://needle.example/business/maison-aubrac?ref=rss';
const html = readFileSync(new URL('../../fixtures/enrich/page.html', import.meta.url), 'utf8');
const sentence =
  'The buyers stayed until the last coat had left the room and then they asked for the prices. ';
const article = (body: string, head = '') =>
  `<html><head>${head}</head><body><article>${body}</article></body></html>`;
const prose = `<p>${sentence.repeat(2)}</p>`.repeat(4);

describe('reading a page', () => {
  it('gives the text as paragraphs, without what stands beside the article', () => {
    const paragraphs = extractArticle(html, url)?.text?.split('\n\n') ?? [];
    expect(paragraphs).toHaveLength(4);
    expect(paragraphs[0]).toMatch(/^The glove maker Maison Aubrac lost four million euros/);
    expect(paragraphs[3]).toMatch(/in Paris next week\.$/);
    expect(paragraphs.join(' ')).not.toMatch(
      /cookies|newsletter|Never miss|Read more|Ten hats|Courtesy|By Ines|Published|script text|<|rights/,
    );
  });

  it('reads author, date, outlet and language from JSON-LD, OpenGraph and the page', () => {
    expect(extractArticle(html, url)).toMatchObject({
      title: 'Maison Aubrac trims its losses',
      description: 'The glove maker sold more and lost less.',
      author: 'Ines Calloway, Theo Marsh',
      publishedAt: new Date('2026-03-04T08:30:00Z'),
      publishedAtRaw: '2026-03-04T09:30:00+01:00',
      language: 'en-GB',
      siteName: 'The Needle',
      canonicalUrl: 'https://needle.example/business/maison-aubrac?utm_source=feed#top',
    });
  });

  it.each([
    ['nothing', ''],
    ['plain words', 'no page at all'],
    ['data', '{"title": "no page"}'],
  ])('gives null for %s', (_what, source) => {
    expect(extractArticle(source, url)).toBeNull();
  });

  it('reads a page that has neither html, head nor body', () => {
    expect(extractArticle(`<title>Bare</title>${prose}`, url)).toMatchObject({ title: 'Bare' });
  });

  it('keeps no text that is too short to be an article', () => {
    expect(
      extractArticle(article('<p>Please enable scripts to read on.</p>', '<title>Short</title>'), url),
    ).toMatchObject({
      title: 'Short',
      text: null,
    });
  });

  it('asks less of the length of a Japanese text', () => {
    const japanese = `<p>${'銀座の店は春の帽子を百個ならべ、客は朝から列を作った。'.repeat(4)}</p>`;
    expect(extractArticle(article(japanese), url)?.text).toContain('春の帽子');
  });

  it('takes the text from JSON-LD when the page itself has none', () => {
    const linked = JSON.stringify({ '@type': 'NewsArticle', articleBody: `<p>${sentence.repeat(4)}</p>` });
    const page = extractArticle(article('', `<script type="application/ld+json">${linked}</script>`), url);
    expect(page?.text).toContain('asked for the prices');
    expect(page?.text).not.toContain('<p>');
  });

  it('resolves the canonical address against the base element and the page', () => {
    const head = '<link rel="canonical" href="a/coat">';
    expect(extractArticle(article(prose, head), 'https://needle.example/x/y')?.canonicalUrl).toBe(
      'https://needle.example/x/a/coat',
    );
  });

  it('does not take the front page of the site for the address of an article', () => {
    expect(extractArticle(article(prose, '<link rel="canonical" href="/">'), url)?.canonicalUrl).toBeNull();
    expect(
      extractArticle(article(prose, '<link rel="canonical" href="javascript:void(0)">'), url)?.canonicalUrl,
    ).toBeNull();
  });

  it('takes the address of a profile for no author', () => {
    const head =
      '<meta property="article:author" content="https://social.example/ines"><meta name="author" content="By Ines Calloway">';
    expect(extractArticle(article(prose, head), url)?.author).toBe('Ines Calloway');
  });

  it.each([
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T10:00:00', '2026-03-04T10:00:00.000Z'],
    ['2026-03-04 10:00:00+0200', '2026-03-04T08:00:00.000Z'],
    ['Wed, 04 Mar 2026 10:00:00 GMT', '2026-03-04T10:00:00.000Z'],
    ['March 4, 2026', '2026-03-04T00:00:00.000Z'],
    ['soon', undefined],
    ['0001-01-01T00:00:00Z', undefined],
  ])('reads the date %s in UTC whatever the machine', (raw, expected) => {
    const page = extractArticle(
      article(prose, `<meta property="article:published_time" content="${raw}">`),
      url,
    );
    expect(page?.publishedAt?.toISOString()).toBe(expected);
    expect(page?.publishedAtRaw).toBe(raw);
  });

  it('survives JSON-LD that is broken, odd or endless', () => {
    for (const linked of [
      '{',
      '[]',
      'null',
      '{"@type": 3, "author": [[[]]]}',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    ]) {
      const head = `<title>Odd</title><script type="application/ld+json">${linked}</script>`;
      expect(extractArticle(article(prose, head), url)?.title).toBe('Odd');
    }
  });

  it('keeps sentences that merely begin like an invitation', () => {
    const body = [
      'Like-for-like sales rose by three percent in the quarter, the group said in a statement to its shareholders.',
      'Share prices fell. Via Condotti was empty, and pictures of the shut shops went round the world within a day.',
      'Comments from buyers were warm, and follow-up orders came in before the week was over, the agents told us.',
      'From Paris the line goes to Milan, where watch makers and glove makers share one roof and one old boiler.',
    ];
    const text = extractArticle(article(body.map((line) => `<p>${line}</p>`).join('')), url)?.text;
    expect(text?.split('\n\n')).toEqual(body);
  });
});

describe('the guard before the parser', () => {
  it('reads only the head of a page that is nested too deeply', () => {
    const deep = `<html><head><title>Deep</title></head><body>${'<div>'.repeat(20_000)}${prose}`;
    expect(extractArticle(deep, url)).toMatchObject({ title: 'Deep', text: null });
  });

  it('does not take a long list without end tags for a deep one', () => {
    const { depth, elements } = prepareHtml(`<ul>${'<li>one<p>two'.repeat(3_000)}</ul>`);
    expect(depth).toBeLessThan(MAX_DEPTH);
    expect(elements).toBe(6_001);
  });

  it('leaves out scripts, styles and comments, and hands over JSON-LD', () => {
    const prepared = prepareHtml(
      '<p>a</p><!-- <p>b</p> --><style>p{}</style><SCRIPT>"<p>c</p>"</SCRIPT><script type="application/ld+json">{"d":1}</script><p>e</p>',
    );
    expect(prepared).toMatchObject({ html: '<p>a</p><p>e</p>', jsonLd: ['{"d":1}'], elements: 2 });
  });

  it('keeps what follows an element that is never closed', () => {
    expect(prepareHtml('<p>a</p><select><option>b<p>c</p>').html).toBe('<p>a</p><option>b<p>c</p>');
  });

  it.each(['<object>', '<svg ', '<!--', '<', '<script>', '<a '])(
    'takes linear time for %s without end',
    (piece) => {
      const growth = growthOverFourfold((size) => {
        prepareHtml(piece.repeat(size));
      }, 50_000);
      expect(growth).toBeLessThan(linear);
    },
  );
});

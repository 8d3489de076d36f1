import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, shorten } from '../../../src/platform/html-text.ts';
import { growthOverFourfold, linear } from '../../support/growth.ts';

describe('the plain text of HTML', () => {
  it.each([
    ['<p>One</p><p>Two <b>L</b>oewe</p>', 'One Two Loewe'],
    ['a<br>b<br/>c<li>d</li>', 'a b c d'],
    ['x <script>alert("<p>no</p>")</script>y<style>p{}</style><noscript>no</noscript>', 'x y'],
    ['<svg><path/><title>icon</title></svg>Bag', 'Bag'],
    ['  lots\n\tof\u00a0 room ', 'lots of room'],
    ['Comme des Gar&ccedil;ons &#8211; H&amp;M &hellip;', 'Comme des Garçons – H&M …'],
    ['&#146;70s', '’70s'],
    ['&lt;p&gt;Tom &amp;amp; Jerry&lt;/p&gt;', 'Tom & Jerry'],
    ['Dolce &amp;amp;amp; Gabbana', 'Dolce & Gabbana'],
    ['Dolce&Gabbana, P&L, R&D', 'Dolce&Gabbana, P&L, R&D'],
    ['Skirts < knees > floors', 'Skirts < knees > floors'],
    ['I <3 Prada', 'I <3 Prada'],
    ['is a<b?', 'is a<b?'],
    ['cut in a tag <a href="https://x.example', 'cut in a tag'],
    ['one<!-- <p>hidden</p> -->two', 'onetwo'],
    ['<![CDATA[inside]]>', 'inside'],
    ['Schiapa\u00ADrelli\u200B', 'Schiaparelli'],
    ['a&#0;b&#xD800;c', 'a\uFFFDb\uFFFDc'],
    ['', ''],
  ])('of %j is %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('is cut between words', () => {
    expect(plainText('<p>The quick brown fox jumps</p>', { maxChars: 18 })).toBe('The quick brown…');
    expect(plainText('short', { maxChars: 18 })).toBe('short');
    expect(shorten('👗👗👗👗', 4)).toBe('👗…');
  });

  it('never has more characters than asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, maxChars) => {
        expect(plainText(text, { maxChars }).length).toBeLessThanOrEqual(maxChars);
      }),
    );
  });

  it.each(['<', '<a ', '&', '&amp;', '<div>', '&lt;a ', '<![CDATA[', '<script>', '<!--', ' ', 'a b="', '</'])(
    'takes time in proportion to the input, for %j over and over',
    (piece) => {
      const growth = growthOverFourfold((size) => plainText(piece.repeat(size), { maxChars: 2000 }), 100_000);
      expect(growth).toBeLessThan(linear);
    },
  );
});

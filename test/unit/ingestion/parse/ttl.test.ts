import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/ingestion/parse/parse-feed.ts';

const context = { url: 'https://press.example/feed', contentType: 'application/xml' };
const ttlOf = (xml: string) => parseFeed(Buffer.from(xml), context).ttlMinutes;

const item = '<item><title>Gucci</title><link>https://press.example/1</link></item>';
const sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
const rss = (said: string) =>
  `<rss version="2.0" ${sy}><channel><title>t</title>${said}${item}</channel></rss>`;

describe('for how long a feed says that it need not be read again', () => {
  it.each([
    ['<ttl>60</ttl>', 60],
    ['<ttl> 90 </ttl>', 90],
    ['<ttl>0</ttl>', null],
    ['<ttl>-5</ttl>', null],
    ['<ttl>soon</ttl>', null],
    ['<ttl>99999999999</ttl>', 525_600],
    ['<sy:updatePeriod>hourly</sy:updatePeriod>', 60],
    ['<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', 360],
    ['<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>', null],
    ['<sy:updatePeriod>sometimes</sy:updatePeriod>', null],
    ['<ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod>', 30],
    ['', null],
  ])('as RSS says %s: %s minutes', (said, minutes) => {
    expect(ttlOf(rss(said))).toBe(minutes);
  });

  it('is read from RDF as well', () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ${sy}>
      <channel rdf:about="x"><title>t</title><sy:updatePeriod>weekly</sy:updatePeriod></channel>${item}</rdf:RDF>`;
    expect(ttlOf(rdf)).toBe(7 * 24 * 60);
  });

  it('is not known where the dialect has no word for it', () => {
    expect(
      ttlOf(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>e</title></entry></feed>',
      ),
    ).toBe(null);
  });
});

import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/ingestion/enrich/page/extract-article.ts';

const url = 'https://needle.example/business/maison-aubrac';
const sentences = [
  'The glove maker Maison Aubrac lost four million euros last year, half of what it lost the year before.',
  'Sales rose in every country but one, and the waiting list of the shop in Milan is now closed.',
  'The owner told the banks that no shop would be opened before the last one was full.',
];
/** Paragraphs of some 190 characters that all differ. */
const paragraphs = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `In year ${1911 + from + at}: ${sentences[at % 3]} ${sentences[(at + 1) % 3]}`,
  );
const prose = (count: number, from = 0) =>
  paragraphs(count, from)
    .map((text) => `<p>${text}</p>`)
    .join('');
const textOf = (body: string, head = '') =>
  extractArticle(
    `<html><head><title>Maison Aubrac</title>${head}</head><body><article>${body}</article></body></html>`,
    url,
  )?.text ?? null;
const notFree = (more = {}) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', isAccessibleForFree: false, ...more })}</script>`;

describe('the beginning of an article behind a paywall is not its text', () => {
  it.each([
    ['This article is for subscribers only', 'Already have an account? Sign in'],
    ['Subscribe to continue reading', 'Get unlimited access to every story for 1 € a month. Cancel anytime.'],
    ['Weiterlesen mit Needle Plus', 'Sie haben bereits ein Abo? Hier anmelden'],
    ['Cet article est réservé aux abonnés.', 'Déjà abonné ? Connectez-vous'],
    ['Contenuto riservato agli abbonati', 'Sei già abbonato? Accedi'],
    ['Suscríbete para seguir leyendo', '¿Ya eres suscriptor? Inicia sesión'],
    ['この記事は会員限定です。', '残り1,204文字'],
  ])('when the page says: %s', (offer, login) => {
    expect(textOf(`${prose(3)}<div><h2>${offer}</h2><p>${login}</p></div>`)).toBeNull();
    expect(textOf(`${prose(3)}<div class="paywall"><h2>${offer}</h2><p>${login}</p></div>`)).toBeNull();
  });

  it('when its JSON-LD says that it is not free, unless the whole text is there', () => {
    expect(textOf(prose(3), notFree())).toBeNull();
    expect(textOf(prose(12), notFree())?.split('\n\n')).toEqual(paragraphs(12));
    expect(textOf(prose(2), notFree({ articleBody: paragraphs(12).join(' ') }))).toContain('In year 1922');
  });

  it('and the offer is no part of a text that stands there whole', () => {
    const text = textOf(`${prose(9)}<div><p>To continue reading, subscribe to The Needle.</p></div>`);
    expect(text?.split('\n\n')).toEqual(paragraphs(9));
  });

  it('but an article that speaks of subscribers and members is one', () => {
    const body = [
      'Members Only, the maker of jackets, will open its archive to customers who subscribe to the service to rent bags.',
      'The rental plan gives unlimited access to four hundred dresses, and members may cancel at any time, the house said.',
      'Readers who register for the sale find the full range of the season, which is reserved for the shop in Milan.',
    ];
    expect(textOf(body.map((text) => `<p>${text}</p>`).join(''))?.split('\n\n')).toEqual(body);
  });
});

describe('a text that asks for consent is left out', () => {
  it.each([
    'In order to show you this content from Instagram, we need your consent to the use of cookies. You can find more information in our privacy policy.',
    'An dieser Stelle finden Sie einen externen Inhalt von Instagram. Ich bin damit einverstanden, dass personenbezogene Daten an Drittplattformen übermittelt werden. Mehr dazu in unserer Datenschutzerklärung.',
    'Nous et nos partenaires utilisons des cookies pour stocker des informations sur votre appareil, avec votre consentement.',
  ])('between paragraphs: %s', (consent) => {
    const text = textOf(`${prose(3)}<div><p>${consent}</p></div>${prose(3, 3)}`);
    expect(text?.split('\n\n')).toEqual(paragraphs(6));
  });

  it('when it is all that a page gives', () => {
    const wall = [
      'We and our 842 partners store and access personal data, like browsing data or unique identifiers, on your device. Selecting I Accept enables tracking technologies to support the purposes shown under we and our partners process data to provide.',
      'If trackers are disabled, some content and ads you see may not be as relevant to you. You can resurface this menu to change your choices or withdraw consent at any time by clicking the Manage Preferences link on the bottom of the webpage.',
    ];
    expect(textOf(wall.map((text) => `<p>${text}</p>`).join(''))).toBeNull();
  });

  it('but not what an article tells of cookies', () => {
    const told =
      'The regulator said that the shop had set cookies without the consent of its readers, and that it would pay for it.';
    expect(textOf(`${prose(4)}<p>${told}</p>`)).toContain(told);
  });
});

describe('what leads to other articles is left out', () => {
  it.each([
    'Read more: ',
    'À lire aussi : ',
    'Lesen Sie auch: ',
    'Leggi anche: ',
    'Lee también: ',
    'Lees ook: ',
    '関連記事：',
  ])('between paragraphs: %s', (words) => {
    const text = textOf(`${prose(3)}<p>${words}<a href="/z">The return of the button</a></p>${prose(3, 3)}`);
    expect(text?.split('\n\n')).toEqual(paragraphs(6));
  });

  it.each([
    '<h2>More from The Needle</h2>',
    '<p><strong>You might also like</strong></p>',
    '<h3>Articoli correlati</h3>',
    '<h3>Ces articles pourraient vous intéresser</h3>',
    '<h3>Weitere Artikel</h3>',
  ])('as a list at the end, under %s', (heading) => {
    const list =
      '<ul><li><a href="/a">Ten hats for a wet spring</a> and what the milliner of the old town says of them</li></ul>' +
      '<div><h3><a href="/b">The button that came back from the dead</a></h3><p>Buttons are in short supply, and the makers of zips could not be happier.</p></div>';
    expect(textOf(`${prose(6)}${heading}${list}`)?.split('\n\n')).toEqual(paragraphs(6));
  });
});

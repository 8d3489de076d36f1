import type { PressArticle, PressOutlet } from './article.ts';
import { atelierPostBusiness } from './articles/atelier-post-business.ts';
import { atelierPostLife } from './articles/atelier-post-life.ts';
import { atelierPostRunway } from './articles/atelier-post-runway.ts';
import { modaNuovaArticles } from './articles/moda-nuova.ts';
import { runwayLedgerBusiness } from './articles/runway-ledger-business.ts';
import { runwayLedgerStyle } from './articles/runway-ledger-style.ts';

/** The invented outlets. Each writes its feed in another way, as real ones do. */
export const outlets: readonly PressOutlet[] = [
  {
    path: 'atelier-post',
    name: 'The Atelier Post',
    tagline: 'Clothes, and the people who make them',
    language: 'en',
    colour: '#7a1f3d',
    feedStyle: 'RSS_SUMMARIES',
    articles: newestFirst([...atelierPostRunway, ...atelierPostBusiness, ...atelierPostLife]),
  },
  {
    path: 'runway-ledger',
    name: 'Runway Ledger',
    tagline: 'The business of what we wear',
    language: 'en',
    colour: '#1d3f5e',
    feedStyle: 'ATOM_RELATIVE_LINKS',
    articles: newestFirst([...runwayLedgerBusiness, ...runwayLedgerStyle]),
  },
  {
    path: 'moda-nuova',
    name: 'Moda Nuova',
    tagline: 'Milano · Paris · altrove',
    language: 'it',
    colour: '#23603f',
    feedStyle: 'RSS_FULL_TEXT',
    articles: newestFirst(modaNuovaArticles),
  },
];

/** A hand-picked feed: articles of the outlets above once more, as aggregators give them. */
export const picks: { path: string; name: string; slugs: readonly string[] } = {
  path: 'picks',
  name: 'Fashion Desk Picks',
  slugs: [
    'prada-grey-felt',
    'kering-half-year-gucci-steadies',
    'new-balance-toteme-trainer',
    'museum-westwood-comme-des-garcons',
  ],
};

function newestFirst(articles: PressArticle[]): PressArticle[] {
  return articles.toSorted((a, b) => a.daysAgo - b.daysAgo || b.time.localeCompare(a.time));
}

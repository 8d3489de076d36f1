import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/ingestion/enrich/language-model/ask-model.ts';
import { createMentionReader } from '../../../src/ingestion/enrich/mention-reader.ts';
import { findableArticle } from '../../../src/ingestion/enrich/stored-article.ts';
import { createTenantAnalysers } from '../../../src/ingestion/enrich/tenant-analysers.ts';
import { mostRejectedMentions } from '../../../src/model/report.ts';
import type { StoredArticle } from '../../../src/model/stored-article.ts';
import type { BrandSettings, TenantSettings } from '../../../src/model/tenant-catalogue.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';

const nothing = { ignored: false, ownAliases: [], ambiguousNames: null, mergedInto: null, rules: [] };
const rule = { ignored: false, needsContext: true, contextWords: [], counterWords: [] };
const says = (brand: string, what: Partial<BrandSettings>): BrandSettings => ({ ...nothing, brand, ...what });
const settings: TenantSettings = {
  mentionThreshold: 0.6,
  brands: [
    says('Coach', { rules: [{ ...rule, name: 'Coach', contextWords: ['tabby'] }] }),
    says('Dior', { ignored: true }),
    says('Gucci', { ownAliases: ['Double G'] }),
    says('Hugo Boss', { rules: [{ ...rule, name: 'Boss', ignored: true }] }),
    says('Prada', { mergedInto: 'Gucci' }),
  ],
};

/** Names that are everyday words, more of them than a report keeps. */
const words = catalogue
  .filter(({ name, ambiguousNames }) => ambiguousNames.includes(name) && /^[A-Z][a-z]{3,}$/.test(name))
  .slice(0, 2 * mostRejectedMentions)
  .map(({ name }) => name);

const article = (what: Partial<StoredArticle>): StoredArticle => ({
  id: '01a21187-abe6-71f0-abfe-d1973eaf19d7',
  title: 'A note from the market',
  summary: null,
  fullText: null,
  categories: [],
  language: 'en',
  ...what,
});

const articles = [
  article({
    title: 'The Double G in Rome',
    fullText: 'Prada and Dior are there. They spoke with Coach of the tabby until Monday.',
  }),
  article({
    fullText: 'The fashion label Boss shows suits. They spoke with Coach.',
    categories: ['Hugo Boss'],
  }),
  article({ fullText: words.map((word) => `They spoke with ${word} until Monday.`).join(' ') }),
];

describe('the reader of a preview', () => {
  it('finds what the analyser of a rereading finds, but for the tone', () => {
    const reader = createMentionReader(catalogue, settings);
    const analyser = createTenantAnalysers(catalogue)(settings);
    for (const each of articles) {
      const { mentions, rejectedMentions } = analyser.findMentions(findableArticle(each));
      const untoned = mentions.map((mention) => ({ ...mention, tone: 'NEUTRAL', score: 0 }));
      expect(reader.read(each)).toEqual({ mentions: untoned, rejectedMentions });
    }
    const [first, second, third] = articles.map((each) => reader.read(each));
    expect(first?.mentions.map(({ brand }) => brand).sort()).toEqual(['Coach', 'Gucci']);
    expect(second?.rejectedMentions).toContainEqual(
      expect.objectContaining({ brand: 'Hugo Boss', name: 'Boss', reason: 'IGNORED_NAME' }),
    );
    expect(third?.rejectedMentions).toHaveLength(mostRejectedMentions);
  });
});

describe('a language model', () => {
  it('is not asked about a name that counts never, nor about an everyday word', () => {
    const analysis = createTenantAnalysers(catalogue)(settings).analyse({
      title: 'A note from the market',
      summary: null,
      text: 'They spoke with Coach until Monday. The coach left. Boss had boots at home.',
      categories: [],
      declaredLanguages: ['en'],
    });
    expect(analysis.rejectedMentions.map(({ name }) => name).sort()).toEqual([
      'Boots',
      'Boss',
      'Coach',
      'Coach',
    ]);
    expect(candidatesOf(analysis).map(({ name }) => name)).toEqual(['Coach']);
  });
});

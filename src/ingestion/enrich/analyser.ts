import type { CatalogueBrand } from '../../model/brand.ts';
import type { Analysis, FoundMentions, Mention } from '../../model/report.ts';
import { createBrandFinder, type FindableArticle, type Findings } from './brands/brand-finder.ts';
import type { FoundBrand } from './brands/found-brands.ts';
import { rejectedMentionsOf } from './brands/rejected-mentions.ts';
import { languageOf } from './text/language.ts';
import { placesAbout } from './tone/about.ts';
import { sentimentOf, type ToneReading, toneToward, type WeighedPlace } from './tone/tone.ts';
import { topicsOf } from './topic/topic.ts';

/** What is analysed: plain texts. */
export interface ArticleText {
  title: string;
  summary: string | null;
  /** Paragraphs separated by line breaks. */
  text: string | null;
  /** The feed's categories of the entry. */
  categories: string[];
  /** Language tags that the page and the feed declare, the more trusted first. */
  declaredLanguages: (string | null)[];
}

/** Reads out of an article's text its language, brands, tone, sentiment and topics. Pure: no I/O, no clock. */
export interface ArticleAnalyser {
  analyse(article: ArticleText): Analysis;
  /** Only what {@link analyse} finds of brands, in an article whose language is known: for reading a report again. */
  findMentions(article: FindableArticle): FoundMentions;
}

/** How a tenant wants articles read. */
export interface AnalyserOptions {
  /** Canonical names of brands that are found, so that their names count as no other's, and not mentioned. */
  ignored?: ReadonlySet<string> | undefined;
  /** A name counts with at least this confidence, 0 to 1; by default the finder's usual one. */
  threshold?: number | undefined;
}

/** The languages in which tone, sentiment and topics are read. */
const readLanguages: ReadonlySet<string> = new Set(['en']);

/**
 * Makes the analyser that runs in the process. Brands are found in all languages; tone, sentiment and topics are read
 * in English, and in any other language the analysis says BRANDS_ONLY rather than guess. A single tone is a hint and a sum
 * of them a tendency: docs/decisions/tone.md says how often it is right.
 */
export function createArticleAnalyser(
  brands: CatalogueBrand[],
  { ignored = new Set(), threshold }: AnalyserOptions = {},
): ArticleAnalyser {
  const finder = createBrandFinder(brands, { threshold });
  const mentionsOf = (found: Findings, isRead: boolean): FoundMentions => {
    // Brands that are ignored take part: what is said of them is said of no other.
    const named = new Map(found.brands.map((brand) => [brand, brand.hits]));
    const about = placesAbout(found.sentences, named, isOwner);
    return {
      mentions: found.brands
        .filter(({ brand }) => !ignored.has(brand.name))
        .map((brand) => mentionOf(brand, isRead ? (about.get(brand) ?? []) : null)),
      rejectedMentions: rejectedMentionsOf(found, ignored),
    };
  };
  return {
    findMentions: (article) => mentionsOf(finder.find(article), readLanguages.has(article.language ?? '')),
    analyse(article) {
      const { title, summary, text, categories, declaredLanguages } = article;
      const { language, confidence } = languageOf(
        [title, summary ?? '', text ?? ''].join('\n'),
        declaredLanguages,
      );
      const found = finder.find({ title, summary, text, categories, language });
      const isRead = language !== null && readLanguages.has(language);
      const foundMentions = mentionsOf(found, isRead);
      const { sentiment, score } = isRead
        ? sentimentOf(found.sentences, foundMentions.mentions.filter(isProminent).flatMap(toneOf))
        : notRead;
      return {
        language,
        languageConfidence: confidence,
        analysis: isRead ? 'FULL' : 'BRANDS_ONLY',
        topics: isRead ? topicsOf({ ...found, categories }) : [],
        sentiment,
        sentimentScore: score,
        ...foundMentions,
      };
    },
  };
}

function isOwner({ brand: owner }: FoundBrand, { brand }: FoundBrand): boolean {
  return owner !== brand && owner.name === brand.ownerGroup;
}

const notRead = { sentiment: null, score: null };

/** The tone of a mention, where it was judged. */
function toneOf({ tone, score }: Mention): ToneReading[] {
  return tone === null || score === null ? [] : [{ tone, score }];
}

function isProminent({ position }: Mention): boolean {
  return position === 'HEADLINE' || position === 'LEAD';
}

/** @param about null when tone is not read */
function mentionOf(found: FoundBrand, about: WeighedPlace[] | null): Mention {
  const { tone, score } = about ? toneToward(about, found.position === 'LIST') : { tone: null, score: null };
  return {
    brand: found.brand.name,
    position: found.position,
    count: found.count,
    tone,
    score,
    confidence: found.confidence,
    quote: found.quote,
    reason: found.reason,
    name: found.name,
  };
}

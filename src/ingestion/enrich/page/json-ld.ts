/** What the JSON-LD of a page says of its article; null where it says nothing. */
export interface LinkedArticle {
  headline: string | null;
  description: string | null;
  /** Several are joined by ', '. */
  author: string | null;
  publishedAt: string | null;
  language: string | null;
  publisher: string | null;
  url: string | null;
  image: string | null;
  /** False where the publisher says that the article is for subscribers, or a part of it. */
  isFree: boolean;
  /** The whole text, where the publisher puts it there; may hold HTML. */
  body: string | null;
}

type JsonObject = Record<string, unknown>;

const articleType = /(?:Article|BlogPosting|Review)$/;
/** JSON-LD is data of strangers: deeper or larger than this is not looked into. */
const MAX_DEPTH = 6;
const MAX_NODES = 2_000;

/** Finds the article among a page's JSON-LD scripts, also inside `@graph` and `mainEntity`; never throws. */
export function readJsonLd(scripts: string[]): LinkedArticle {
  const nodes = scripts.flatMap((script) => collect(parse(script)));
  const article = nodes.find((node) => types(node).some((type) => articleType.test(type))) ?? {};
  const outlet = nodes.find((node) =>
    types(node).some((type) => /^(?:NewsMediaOrganization|WebSite)$/.test(type)),
  );
  return {
    headline: text(article.headline) ?? text(article.name),
    description: text(article.description),
    author: names(article.author, nodes),
    publishedAt: text(article.datePublished) ?? text(article.dateCreated),
    language: text(article.inLanguage),
    publisher: names(article.publisher, nodes) ?? (outlet ? text(outlet.name) : null),
    url: text(article.url) ?? text(idOf(article.mainEntityOfPage)),
    image: text(addressOf(article.image)) ?? text(article.thumbnailUrl),
    isFree: !isNotFree(article),
    body: text(article.articleBody),
  };
}

function parse(script: string): unknown {
  const json = script.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  );
  try {
    return JSON.parse(json);
  } catch {
    // Raw line breaks inside strings are the commonest fault of these scripts.
    try {
      return JSON.parse(json.replace(/\p{Cc}+/gu, ' '));
    } catch {
      return null;
    }
  }
}

function collect(value: unknown, depth = 0, into: JsonObject[] = []): JsonObject[] {
  if (depth > MAX_DEPTH || into.length >= MAX_NODES) return into;
  if (Array.isArray(value)) for (const item of value) collect(item, depth + 1, into);
  else if (isObject(value)) {
    into.push(value);
    for (const key of ['@graph', 'mainEntity', 'hasPart', 'author', 'publisher'])
      collect(value[key], depth + 1, into);
  }
  return into;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function types(node: JsonObject): string[] {
  return [node['@type']].flat().filter((type): type is string => typeof type === 'string');
}

function text(value: unknown): string | null {
  if (Array.isArray(value)) return text(value[0]);
  if (isObject(value)) return text(value['@value'] ?? value.name);
  return typeof value === 'string' && value.trim() ? value.trim() : null;
}

/** The address of an image, which stands as such, as an ImageObject, or as a list of either. */
function addressOf(value: unknown): unknown {
  if (Array.isArray(value)) return addressOf(value[0]);
  return isObject(value) ? (value.url ?? value.contentUrl ?? value['@id']) : value;
}

/** schema.org writes false; publishers also 'False'. */
function isNotFree(article: JsonObject): boolean {
  return /^false$/i.test(String(article.isAccessibleForFree ?? ''));
}

function idOf(value: unknown): unknown {
  return isObject(value) ? (value['@id'] ?? value.url) : value;
}

/** The names of people or organisations: written out, or as references to other nodes. */
function names(value: unknown, nodes: JsonObject[]): string | null {
  const found = [value]
    .flat()
    .map((item: unknown) => {
      if (!isObject(item) || item.name !== undefined) return text(item);
      return text(nodes.find((node) => node['@id'] === item['@id'] && node.name !== undefined));
    })
    .filter((name): name is string => name !== null && !/^https?:/i.test(name));
  return found.length > 0 ? [...new Set(found)].slice(0, 10).join(', ') : null;
}

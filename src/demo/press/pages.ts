import type { PressArticle, PressOutlet } from './article.ts';
import { articlePath, type Edition, publishedAt } from './edition.ts';
import type { PressFeed } from './feeds.ts';
import { bodyHtml, escapeHtml } from './markup.ts';
import { outlets } from './outlets.ts';
import { stylesheet } from './style.ts';

const RELATED = 4;
const notice =
  'A demonstration: the houses are real, everything else on these pages is invented, the events and the people too.';

/** An article's page, with all that surrounds an article on the web. */
export function articlePage(outlet: PressOutlet, article: PressArticle, edition: Edition): string {
  const url = `${edition.origin}${articlePath(outlet, article)}`;
  const published = publishedAt(article, edition);
  return page({
    title: `${article.title} | ${outlet.name}`,
    language: article.language,
    colour: outlet.colour,
    head: `${metadata(outlet, article, url, published)}
<script type="application/ld+json">${linkedData(outlet, article, url, published)}</script>`,
    body: `${cookieBanner}
<header>
<a class="name" href="/#${outlet.path}">${escapeHtml(outlet.name)}</a>
<p>${escapeHtml(outlet.tagline)}</p>
<nav>${navigation(outlet)}</nav>
</header>
<main>
<article>
<p class="section">${escapeHtml(article.section)}</p>
<h1>${escapeHtml(article.title)}</h1>
<p class="standfirst">${escapeHtml(article.standfirst)}</p>
<p class="byline">By <span class="author">${escapeHtml(article.author)}</span> · ${timeElement(published)}</p>
<div class="article-body">
${bodyHtml(article.body)}
</div>
</article>
</main>
<aside class="related"><h2>Read also</h2>
<ul>
${related(outlet, article)}
</ul>
</aside>
<footer><p>© ${escapeHtml(outlet.name)}. ${notice}</p><p><a href="/">All outlets</a></p></footer>`,
  });
}

/** The page at `/`: every outlet with its articles, and the addresses of the feeds. */
export function indexPage(feeds: readonly PressFeed[], edition: Edition): string {
  const links = feeds.map(
    ({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a> (${path})</li>`,
  );
  return page({
    title: 'The demo press',
    language: 'en',
    colour: '#3d3a38',
    head: '<meta name="description" content="A small invented fashion press.">',
    body: `<header><a class="name" href="/">The demo press</a><p>${outlets.length} outlets, none of them real</p></header>
<main>
${outlets.map((outlet) => outletSection(outlet, edition)).join('\n')}
<section><h2>Feeds</h2>
<ul>
${links.join('\n')}
</ul></section>
</main>
<footer><p>${notice}</p></footer>`,
  });
}

function outletSection(outlet: PressOutlet, edition: Edition): string {
  const items = outlet.articles.map(
    (article) =>
      `<li>${timeElement(publishedAt(article, edition))} ${articleLink(outlet, article)}<br>${escapeHtml(article.standfirst)}</li>`,
  );
  return `<section id="${outlet.path}"><h2>${escapeHtml(outlet.name)}</h2>
<p class="standfirst">${escapeHtml(outlet.tagline)}</p>
<ul>
${items.join('\n')}
</ul></section>`;
}

function page(parts: {
  title: string;
  language: string;
  colour: string;
  head: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${parts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(parts.title)}</title>
${parts.head}
<style>:root{--accent:${parts.colour}}${stylesheet}</style>
</head>
<body>
${parts.body}
</body>
</html>
`;
}

function metadata(outlet: PressOutlet, article: PressArticle, url: string, published: Date): string {
  const description = escapeHtml(article.standfirst);
  return `<link rel="canonical" href="${url}">
<meta name="description" content="${description}">
<meta name="author" content="${escapeHtml(article.author)}">
<meta property="og:type" content="article">
<meta property="og:title" content="${escapeHtml(article.title)}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta property="og:site_name" content="${escapeHtml(outlet.name)}">
<meta property="og:locale" content="${{ en: 'en_GB', fr: 'fr_FR', it: 'it_IT' }[article.language]}">
<meta property="article:published_time" content="${published.toISOString()}">
<meta property="article:section" content="${escapeHtml(article.section)}">`;
}

function linkedData(outlet: PressOutlet, article: PressArticle, url: string, published: Date): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.standfirst,
    datePublished: published.toISOString(),
    inLanguage: article.language,
    articleSection: article.section,
    author: [{ '@type': 'Person', name: article.author }],
    publisher: { '@type': 'Organization', name: outlet.name },
    mainEntityOfPage: url,
  };
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

function navigation(outlet: PressOutlet): string {
  const sections = [...new Set(outlet.articles.map(({ section }) => section))].slice(0, 6);
  return sections.map((section) => `<a href="/#${outlet.path}">${escapeHtml(section)}</a>`).join(' ');
}

/** The articles that follow this one in the outlet's list, from its start again after its end. */
function related(outlet: PressOutlet, article: PressArticle): string {
  const at = outlet.articles.indexOf(article);
  return [...outlet.articles, ...outlet.articles]
    .slice(at + 1, at + 1 + RELATED)
    .map((other) => `<li>${articleLink(outlet, other)}</li>`)
    .join('\n');
}

function articleLink(outlet: PressOutlet, article: PressArticle): string {
  return `<a href="${articlePath(outlet, article)}">${escapeHtml(article.title)}</a>`;
}

function timeElement(date: Date): string {
  const words = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `<time datetime="${date.toISOString()}">${words}</time>`;
}

/** Closes without a script, as a dialog's form does. */
const cookieBanner = `<dialog open class="cookies" aria-label="Cookies"><form method="dialog">
<p>We value your privacy. This site and its 0 partners store no cookies on your device.</p>
<button>Accept all</button><button>Reject all</button>
</form></dialog>`;

import type { TextBlock } from './block-text.ts';
import { asksForConsent } from './consent.ts';
import type { PageDocument, PageElement } from './dom.ts';
import { isWall } from './wall.ts';

/**
 * Class names, ids and roles of what stands on a page beside its article: consent, newsletters, links to other
 * articles, sharing, captions. Words are matched whole, between hyphens, underscores and changes of case.
 */
const furnitureNames =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|onetrust|didomi|cmp|newsletters?|signup|sign-up|subscribe|subscription|paywall|regwall|promo|promos|promotion|advert|adverts|advertisement|ads?|sponsored|outbrain|taboola|share|sharing|social|socials|related|recirc|recirculation|recommended|recommendations|read-?more|see-?also|more-?(?:from|stories|news|on)|most-?(?:read|popular|viewed)|trending|popular|also-?(?:read|like)|comments?|disqus|captions?|wp-caption-text|credits?|photo-?credit|image-?credit|byline|dateline|timestamp|author-?(?:bio|box|info|card)|about-?author|breadcrumbs?|tags?|tag-?list|print-?only|screen-?reader-?text|visually-?hidden|sr-?only|toc|pagination|disclaimer|copyright|correction-?link|donate|donation|app-?download)(?:$|[\s_-])/i;

/** An element with more text than this is the article, whatever its class says. */
const MAX_FURNITURE_CHARACTERS = 700;

/**
 * Takes out of a page, before its article is looked for, the elements that say by their names what they are.
 *
 * @returns whether one of them stood in the article and kept the rest of it for subscribers
 */
export function removeFurniture(document: PageDocument): boolean {
  let hasWall = false;
  const candidates = document.querySelectorAll(
    'figcaption, [class], [id], [role="dialog"], [aria-modal="true"], [hidden]',
  );
  for (const element of [...candidates]) {
    const tag = element.tagName.toLowerCase();
    if (/^(?:html|body|main|article|a|time|h1|p)$/.test(tag) && !element.hasAttribute('hidden')) continue;
    const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .slice(0, 300);
    const named =
      tag === 'figcaption' || element.hasAttribute('hidden') || element.getAttribute('role') === 'dialog';
    if (!named && !furnitureNames.test(names)) continue;
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (text.length >= MAX_FURNITURE_CHARACTERS) continue;
    hasWall ||= isWallOfArticle(element, text);
    element.remove();
  }
  return hasWall;
}

/** An offer in the head or foot of a page stands on every page, and says nothing of this article. */
function isWallOfArticle(element: PageElement, text: string): boolean {
  return element.closest('article, main, [role="main"]') !== null && isWall(text.slice(0, 300));
}

/** Beginnings of lines that lead away from the article, ask for something or credit a picture. */
const leadingAway = new RegExp(
  `^(?:${[
    '(?:read|see|learn|find out|discover|watch|view|shop|explore)(?: (?:more|next|now|also|this|all|the full \\w+))? ?[:>»|–—-]',
    '(?:read|see|learn|find out|discover|show|load|view) (?:more|next|also)\\b.{0,80}$',
    "(?:don['’]t miss|also read|also on|more (?:from|on|stories|news|like this)|related(?: (?:stories|articles|posts|content|news|links|topics))?|recommended(?: for you)?|you (?:may|might) also (?:like|enjoy|be interested).*|see also|up next|editor['’]?s['’]? picks?|trending(?: now)?|most (?:read|popular|viewed).*|top stories|latest (?:news|stories)|further reading)(?:$|[:>|–—-])",
    '(?:click|tap|swipe) (?:here|to|through|the)\\b',
    '(?:subscribe|sign up|sign in|log in|register)(?: (?:to|for|now|here|free|today|with)\\b|$|:|!)',
    '(?:join us|follow us|follow @|like us|share (?:this|it|on|via)|tweet this|pin it)\\b',
    'follow .{2,60}\\b(?:on (?:twitter|instagram|facebook|tiktok|x|linkedin|pinterest|youtube|threads)|full coverage)\\b',
    '(?:want|get|never miss|keep up|stay) .{0,60}\\b(?:newsletter|inbox|updates|alerts|app)\\b',
    '(?:advertisement|advertising|sponsored(?: content)?|promoted|ad|loading.*|skip (?:to|advert).*|this (?:article|story|page|site) (?:contains|uses|may contain) (?:affiliate|cookies).*)$',
    '(?:post|leave|add|view|show|write|join)(?: an?| the| all| your)? (?:comments?|reply|conversation|review|discussion)\\b',
    'comments?(?: \\(?\\d+\\)?)?$|\\d+ (?:comments?|shares?|views?|likes?|min(?:ute)?s? read)$',
    '(?:photo(?:s|graph|graphs|graphy)?|image|images|picture|pictures|video|credit|credits|courtesy|getty(?: images)?|source|via)(?: (?:credit|by|courtesy)\\b|:|$|/)|courtesy of\\b',
    '[©®]|copyright\\b|all rights reserved|this (?:document|material|story|content) (?:is subject to copyright|may not be)',
    '(?:published|updated|posted|last (?:updated|modified|edited)|first published|originally published)\\b ?(?:on|at|:|by|\\d)',
    'citation: |continue reading|the post .{1,200} (?:appeared|was published) first\\b',
    '(?:à lire aussi|lire aussi|lisez aussi|(?:à )?voir aussi|lesen sie (?:auch|hier|mehr)|auch interessant|mehr (?:zum thema|dazu|lesen)|leggi anche|leggi di più|guarda anche|ti potrebbe interessare|lee también|ver también|te puede interesar|leia (?:também|mais)|veja também|lees (?:ook|meer|verder)|läs (?:också|mer)|læs også|les også|lue myös|czytaj (?:też|także|również|więcej)|читайте также)(?:$|[\\s:>|–—-])',
    '(?:関連記事|あわせて読みたい|こちらも|相关阅读|延伸阅读|相關閱讀|관련기사)',
    "(?:inscrivez-vous|abonnez-vous|s['’]inscrire|jetzt (?:abonnieren|anmelden)|iscriviti|suscríbete|apúntate|schrijf je in|meld je aan)\\b.{0,80}\\bnewsletter",
    'like (?:this|what you)|enjoy(?:ed|ing)? this|if you (?:like|liked|enjoyed) (?:this|what)|download (?:the|our) |copy link',
    'we use cookies|this (?:web)?site uses cookies|by (?:continuing|clicking|using) |accept (?:all )?cookies|your privacy',
  ].join('|')})`,
  'i',
);

/** A heading after which, in the second half of a text, nothing of the article follows. */
const endOfArticle =
  /^(?:about the authors?|author|comments?|trending(?: (?:now|stories))?|related(?: (?:stories|articles|posts|content|news|reading))?|most (?:read|popular|viewed)(?: .{0,20})?|(?:you )?(?:may|might) also like|more (?:from|on|stories|news|in)\b.{0,40}|recommended(?: for you)?|read (?:next|more|also)|see also|latest (?:news|stories)|popular (?:posts|articles|stories)|leave a (?:reply|comment)|sign up for .{0,60}|share this(?: (?:article|story|post|page))?|tags:?|top stories|editor['’]?s['’]? picks?|trending|à lire aussi|lire aussi|sur le même sujet|leggi anche|lea también|das könnte sie auch interessieren|mehr zum thema|(?:mehr|weitere) artikel.{0,30}|(?:articoli|notizie) correlat[ie]|potrebbe(?:ro)? (?:anche )?interessarti.{0,20}|(?:artículos|noticias) relacionad[ao]s|te puede interesar|(?:articles|sujets) (?:liés|similaires|associés)|(?:ces articles|cela) (?:pourraient|pourrait) vous (?:intéresser|plaire)|lees ook|läs också|関連記事|人気記事|おすすめ記事|相关阅读)$/i;

const monthOrDay =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?/gi;

/** Keeps of an article's blocks what belongs to its running text, by rules that hold for any site. */
export function articleBlocks(blocks: TextBlock[], title: string | null): TextBlock[] {
  const kept: TextBlock[] = [];
  const seen = new Set<string>();
  const heading = title?.toLowerCase();
  // An article about cookies may ask for what it likes.
  const isAboutConsent = /cookie|consent|privacy|datenschutz|confidentialité/i.test(title ?? '');
  for (const [position, block] of blocks.entries()) {
    const { text } = block;
    if (position > blocks.length / 2 && text.length < 80 && endOfArticle.test(text)) break;
    if (!/\p{L}{2}/u.test(text) || isFurniture(block, position < 6) || isWall(text)) continue;
    if (!isAboutConsent && asksForConsent(text)) continue;
    if (text.toLowerCase() === heading && position < 6) continue;
    if (text.length > 25 && seen.has(text)) continue;
    seen.add(text);
    kept.push(block);
  }
  return kept;
}

function isFurniture({ text, tag, linkedCharacters }: TextBlock, atTheTop: boolean): boolean {
  if (text.length < 300 && leadingAway.test(text)) return true;
  if (
    text.length < 300 &&
    /\((?:image|photo|picture|credit|pic)s?(?: credit| by)?: ?[^)]{1,80}\)$/i.test(text)
  )
    return true;
  if (text.length < 300 && /(?:image|photo|picture)? ?credits?(?::|\.\.\.)[^.!?]{1,60}$/i.test(text))
    return true;
  if (
    text.length < 100 &&
    /^(?:[Bb]y|BY|[Ww]ords by|[Ww]ritten by) [\p{Lu}][^.!?]*$/u.test(text) &&
    tag !== 'li'
  )
    return true;
  if (text.length < 140 && isDateLine(text)) return true;
  return (
    isLinkToElsewhere(text, tag, linkedCharacters) ||
    (atTheTop && /\bhome of the\b/i.test(text) && text.length < 80)
  );
}

/** A line of which hardly anything is left without its date and time: 'Monday, 4 May 2026 at 10:30 GMT | Updated'. */
function isDateLine(text: string): boolean {
  if (!/\b(?:19|20)\d{2}\b|\d{1,2}:\d{2}/.test(text)) return false;
  const rest = text
    .replace(monthOrDay, ' ')
    .replace(
      /\b(?:published|updated|posted|first|last|on|at|am|pm|[A-Z]{2,4}|by|staff|\d+(?:st|nd|rd|th)?)\b/gi,
      ' ',
    )
    .replace(/[^\p{L}]+/gu, '');
  return rest.length < 12;
}

/** A line that is a link and no sentence: the title of another article. */
function isLinkToElsewhere(text: string, tag: string, linkedCharacters: number): boolean {
  const isSentence = /[.!?…:;,]["'”’)]?$/.test(text);
  const share = linkedCharacters / text.length;
  if (/^h[1-6]$/.test(tag)) return share > 0.9 && text.length > 30;
  return share > 0.85 && !isSentence && text.length < 250 && text.length > 12;
}

import { getDomain } from 'tldts';
import { canonicalUrl } from './canonical-url.ts';
import { bounded } from './entry-keys.ts';

/** What a page says of its address. */
export interface AddressedPage {
  /** The address that answered, after redirects. */
  address: string;
  /** The address that the page gives as its own. */
  canonicalUrl: string | null;
}

/**
 * The address that a page gives as its own, as a canonical one, if it can be believed: on the site that answered, and
 * ending as the answering address ends. Sites that give all their articles the address of a section, or of a wall of
 * consent, would otherwise lose them; and an article that another outlet took over is an article of its own.
 */
export function believedAddress({ address, canonicalUrl: given }: AddressedPage): string | null {
  if (given === null || !URL.canParse(given) || !URL.canParse(address)) return null;
  const [own, answered] = [new URL(given), new URL(address)];
  const isSameSite =
    own.hostname === answered.hostname ||
    (getDomain(own.hostname) !== null && getDomain(own.hostname) === getDomain(answered.hostname));
  const [name, other] = [nameOf(own), nameOf(answered)];
  return isSameSite && name !== null && name === other ? canonicalUrl(given) : null;
}

/** The key of an address that a page gives as its own. */
export function pageKey(address: string): string {
  return bounded('url:', address);
}

/** The last part of a path that can name an article ('the-coat-is-back', '20261104'); null when there is none. */
function nameOf({ pathname }: URL): string | null {
  const last = pathname
    .toLowerCase()
    .replace(/\/(?:amp|index\.\w+)?\/?$/, '')
    .replace(/(?:\.amp)?\.(?:html?|php|aspx?)$/, '')
    .split('/')
    .at(-1);
  return last !== undefined && (/[^-_]+[-_][^-_]+/.test(last) || /\d{4}/.test(last)) ? last : null;
}

import { badInput } from './errors.ts';

const longestUrl = 2_000;

/** How an address is spoken of that cannot be used. */
export interface AddressWords {
  /** What one looks like. */
  example: string;
  /** Why no other protocol will do: 'cannot be read: feeds are read over http and https only'. */
  onlyHttp: string;
}

/**
 * An http(s) address as it is stored, without its fragment. Whether it may be asked is decided when the connection is made.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is no http(s) address, carries a password, or is too long
 */
export function readHttpAddress(text: string, { example, onlyHttp }: AddressWords): string {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  if (!URL.canParse(text)) throw badInput(`"${shown}" is no address. Write it like ${example}`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw badInput(`"${shown}" ${onlyHttp}.`);
  if (url.username !== '' || url.password !== '') {
    throw badInput(`The address of ${url.host} carries a user name or password; those are not kept.`);
  }
  url.hash = '';
  if (url.href.length > longestUrl) {
    throw badInput(`"${shown}" has ${url.href.length} characters. At most ${longestUrl} are kept.`);
  }
  return url.href;
}

const form = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const mostCharacters = 254;

/**
 * An e-mail address as it is stored and compared: trimmed, in lower case; null for a text that is none. Whether mail
 * arrives there, only a mail can tell.
 */
export function emailAddress(typed: string): string | null {
  const address = typed.trim().toLowerCase();
  const isAddress = form.test(address) && address.length <= mostCharacters;
  return isAddress && !address.includes('\0') && address.isWellFormed() ? address : null;
}

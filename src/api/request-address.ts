/**
 * The part of a request's address from the first question mark on, empty where there is none. Whoever judges a request
 * and whoever answers it must read the same: other ways of taking an address apart end it at a `#`, or after a thousand
 * parameters.
 */
export function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

/** The parameters of a request's address, as Apollo Server reads them. */
export function parametersOf(url: string): URLSearchParams {
  return new URLSearchParams(searchOf(url));
}

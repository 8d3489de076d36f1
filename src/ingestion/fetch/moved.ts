import { CodedError } from '../../model/errors.ts';
import { readFeedUrl } from '../../model/feed-address.ts';
import type { HttpAnswer } from '../../platform/http.ts';

const permanent: ReadonlySet<number> = new Set([301, 308]);

/**
 * The address that a feed says it has moved to for good: where the permanent redirects at the beginning lead, up to the
 * first temporary one. Null when there are none, or when it is no address that a feed may have.
 */
export function movedTo(redirects: HttpAnswer['redirects']): string | null {
  let to: string | null = null;
  for (const redirect of redirects) {
    if (!permanent.has(redirect.status)) break;
    to = redirect.to;
  }
  try {
    return to === null ? null : readFeedUrl(to);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

import type { Entry } from '../../model/feed.ts';
import type { NewReport, PublishedAtSource } from '../../model/report.ts';
import type { ArticlePage } from './page/article-page.ts';

/** A date further ahead is a mistake or an announcement, not a publication. */
const BELIEVED_AHEAD_MS = 24 * 60 * 60 * 1000;
/** A date before the web is a mistake too; zero milliseconds since 1970 are the commonest. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/**
 * When an article was published: as the entry says, else as the page says, else when the entry was updated, else now,
 * the time at which it was first seen. A date more than 24 hours ahead of now, or before 1990, is passed over.
 */
export function publicationOf(
  entry: Pick<Entry, 'publishedAt' | 'publishedAtSource' | 'publishedAtRaw'>,
  page: Pick<ArticlePage, 'publishedAt' | 'publishedAtRaw'> | null,
  now: Date,
): Pick<NewReport, 'publishedAt' | 'publishedAtSource' | 'publishedAtRaw'> {
  const entryDate = { date: entry.publishedAt, raw: entry.publishedAtRaw };
  const isUpdate = entry.publishedAtSource === 'ENTRY_UPDATED';
  const dates: { date: Date | null; raw: string | null; source: PublishedAtSource }[] = [
    ...(isUpdate ? [] : [{ ...entryDate, source: 'ENTRY' as const }]),
    { date: page?.publishedAt ?? null, raw: page?.publishedAtRaw ?? null, source: 'PAGE' },
    ...(isUpdate ? [{ ...entryDate, source: 'ENTRY_UPDATED' as const }] : []),
  ];
  for (const { date, raw, source } of dates) {
    if (date !== null && isBelieved(date, now)) {
      return { publishedAt: date, publishedAtSource: source, publishedAtRaw: raw };
    }
  }
  const raw = entry.publishedAtRaw ?? page?.publishedAtRaw ?? null;
  return { publishedAt: now, publishedAtSource: 'FIRST_SEEN', publishedAtRaw: raw };
}

function isBelieved(date: Date, now: Date): boolean {
  return date.getTime() <= now.getTime() + BELIEVED_AHEAD_MS && date.getTime() >= EARLIEST_MS;
}

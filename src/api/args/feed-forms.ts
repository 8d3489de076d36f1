import { z } from 'zod';
import { badInput, CodedError } from '../../model/errors.ts';
import { feedSchedules, pageReadings } from '../../model/feed.ts';
import { readFeedUrl } from '../../model/feed-address.ts';
import { type OpmlFeeds, readOpml } from '../../platform/opml.ts';
import { id, text, wholeNumber, word } from './forms.ts';

/** Forms of the mutations of feeds. */

/** Feeds of one file. */
const mostFeeds = 500;
const titleLength = 200;

const intervalMinutes = wholeNumber(1, 10_080, 'minutes');
const pageReading = word(pageReadings);

/** A feed to follow. */
export const newFeed = z.object({
  url: readBy((url) => readFeedUrl(url.trim())),
  title: text(titleLength).optional(),
  intervalMinutes: intervalMinutes.optional(),
  pageReading,
});

/** Changes of a feed. */
export const feedChange = z
  .object({
    id,
    intervalMinutes: intervalMinutes.optional(),
    schedule: word(feedSchedules).optional(),
    pageReading: pageReading.optional(),
    state: word(['ACTIVE', 'PAUSED']).optional(),
  })
  .refine(({ id: _, ...change }) => Object.values(change).some((value) => value !== undefined), {
    error: 'it changes nothing. Give at least one of intervalMinutes, schedule, pageReading and state.',
    // Also where the id is faulty: all faults are reported at once.
    when: () => true,
  });

/** A feed that is meant by its id. */
export const oneFeed = z.object({ id });

/** Feeds to follow, as a file. */
export const feedsToImport = z.object({ opml: readBy(readFeeds) });

function readFeeds(opml: string): OpmlFeeds {
  const read = readOpml(opml, 'this text');
  const count = read.feeds.length + read.refused.length;
  if (count <= mostFeeds) return read;
  throw badInput(`it names ${count} feeds. At most ${mostFeeds} are taken at once; split the file.`);
}

/** A text that is read by a function; what the function refuses, it says in a CodedError. */
function readBy<Value>(read: (text: string) => Value) {
  return z.string().transform((given, context): Value => {
    try {
      return read(given);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });
}

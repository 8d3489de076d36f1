/** Languages whose names of months and weekdays are read in dates. */
const languages = 'en fr de es it pt nl sv nb da fi pl cs hu ro tr el ru uk id ca'.split(' ');

interface DateWords {
  /** From 0. */
  months: Map<string, number>;
  /** From 0, Sunday. */
  weekdays: Map<string, number>;
}

let built: DateWords | null = null;

/**
 * The month (from 0) that a word names in one of the languages, written out or shortened; null when it names none.
 *
 * @param word as {@link plainWord} gives it
 */
export function monthNamed(word: string): number | null {
  return lookUp(dateWords().months, word);
}

/** The weekday (from 0, Sunday) that a word names; null when it names none. */
export function weekdayNamed(word: string): number | null {
  return lookUp(dateWords().weekdays, word);
}

/** The form in which words of dates are compared: lower-case, without accents and dots. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '');
}

/** A word is the name itself, or at least the first three letters of one ('thurs', 'sept'). */
function lookUp(names: Map<string, number>, word: string): number | null {
  const exact = names.get(word);
  if (exact !== undefined) return exact;
  if (word.length < 3) return null;
  for (const [name, index] of names) if (name.startsWith(word)) return index;
  return null;
}

/** The names come from the machine's own locale data, English first, so that it wins where names collide. */
function dateWords(): DateWords {
  if (built) return built;
  const words: DateWords = { months: new Map(), weekdays: new Map() };
  const add = (names: Map<string, number>, name: string, index: number) => {
    const plain = plainWord(name);
    if (plain !== '' && !names.has(plain) && !/\d/.test(plain)) names.set(plain, index);
  };
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      // The month beside a day has its own form in some languages ('5 stycznia').
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      const besideDay = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const date = new Date(Date.UTC(2021, month, 15));
        add(words.months, alone.format(date), month);
        const part = besideDay.formatToParts(date).find(({ type }) => type === 'month');
        add(words.months, part?.value ?? '', month);
      }
      const weekdays = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
      // The 3rd of January 2021 was a Sunday.
      for (let day = 0; day < 7; day++) {
        add(words.weekdays, weekdays.format(new Date(Date.UTC(2021, 0, 3 + day))), day);
      }
    }
  }
  built = words;
  return words;
}

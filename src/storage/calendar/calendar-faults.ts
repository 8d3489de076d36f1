import { calendarEventKinds, mostEventDays, seriesForm } from '../../model/calendar-event.ts';
import { dayOfDate } from '../../model/local-date.ts';
import { eventsOf, type ListedSeries } from './shipped-calendar.ts';

/** What is wrong with a calendar, in words: kinds and series that are none, days that are none, editions out of order. */
export function calendarFaults(listed: readonly ListedSeries[]): string[] {
  const keys = listed.map(({ series }) => series);
  return [
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${key}: it is listed twice`),
    ...keys.filter((key) => !seriesForm.test(key)).map((key) => `${key}: this is no name of a series`),
    ...listed
      .filter(({ kind }) => !calendarEventKinds.includes(kind))
      .map(({ series, kind }) => `${series}: ${kind} is no kind`),
    ...listed
      .filter(({ editions }) => editions.length === 0)
      .map(({ series }) => `${series}: it has no edition`),
    ...listed.flatMap(({ series, editions }) =>
      editions
        .filter(([, , , basis]) => basis !== undefined && basis !== 'EXPECTED')
        .map(([name, , , basis]) => `${series}, ${name}: ${basis} is not EXPECTED`),
    ),
    ...listed.flatMap((one) => editionFaults(one)),
  ];
}

function editionFaults(one: ListedSeries): string[] {
  const faults: string[] = [];
  const names = new Set<string>();
  let before = '';
  for (const { name, startsOn, endsOn } of eventsOf([one])) {
    const fault = dayFault(startsOn, endsOn);
    if (fault !== null) faults.push(`${one.series}, ${name}: ${fault}`);
    if (names.has(name)) faults.push(`${one.series}, ${name}: this name is given twice`);
    if (startsOn <= before)
      faults.push(`${one.series}, ${name}: it begins before the edition above it has ended`);
    names.add(name);
    before = endsOn;
  }
  return faults;
}

function dayFault(startsOn: string, endsOn: string): string | null {
  try {
    const days = dayOfDate(endsOn) - dayOfDate(startsOn) + 1;
    return days >= 1 && days <= mostEventDays ? null : `${startsOn} to ${endsOn} are ${days} days`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

import type { NameStatistics } from '../model/mention-evidence.ts';

/** The statistics of each of a brand's names, in their order, with the share that was not counted. */
export function statisticsOfNames(
  names: readonly string[],
  statistics: readonly NameStatistics[],
): (NameStatistics & { rejectedShare: number | null })[] {
  const known = new Map(statistics.map((one) => [one.name, one]));
  return names.map((name) => {
    const own = known.get(name) ?? { name, counted: 0, rejected: 0, contextWords: [] };
    const all = own.counted + own.rejected;
    return { ...own, rejectedShare: all === 0 ? null : own.rejected / all };
  });
}

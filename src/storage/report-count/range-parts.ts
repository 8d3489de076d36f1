/** A stretch of time, half open; null: without an end there. */
export interface Stretch {
  from: Date | null;
  to: Date | null;
}

/** A range, in parts that lie side by side and make all of it. */
export interface RangeParts {
  /** Whole months, in UTC. */
  months: Stretch[];
  /** Whole days at its ends, in UTC. */
  days: Stretch[];
  /** What is left at its ends, less than a day each; all of it where there is no whole day. */
  rest: Stretch[];
}

const dayMs = 86_400_000;

/** Takes a range apart into what sums by month and by day answer, and what is left. */
export function rangeParts(after: Date | null, before: Date | null): RangeParts {
  const [firstDay, lastDay] = [after && dayFrom(after), before && dayBefore(before)];
  if (firstDay && lastDay && firstDay >= lastDay)
    return { months: [], days: [], rest: [{ from: after, to: before }] };
  const rest = filled([
    { from: after, to: firstDay },
    { from: lastDay, to: before },
  ]);
  const [firstMonth, lastMonth] = [firstDay && monthFrom(firstDay), lastDay && monthBefore(lastDay)];
  if (firstMonth && lastMonth && firstMonth > lastMonth) {
    return { months: [], days: filled([{ from: firstDay, to: lastDay }]), rest };
  }
  const days = filled([
    { from: firstDay, to: firstMonth },
    { from: lastMonth, to: lastDay },
  ]);
  const isWithout = firstMonth !== null && lastMonth !== null && firstMonth >= lastMonth;
  return { months: isWithout ? [] : [{ from: firstMonth, to: lastMonth }], days, rest };
}

/** Those that hold any time; both of their ends are there, or neither. */
function filled(stretches: Stretch[]): Stretch[] {
  return stretches.filter(({ from, to }) => from !== null && to !== null && from < to);
}

function dayBefore(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / dayMs) * dayMs);
}

function dayFrom(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / dayMs) * dayMs);
}

function monthBefore(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth()));
}

function monthFrom(moment: Date): Date {
  const month = monthBefore(moment);
  if (month.getTime() === moment.getTime()) return month;
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1));
}

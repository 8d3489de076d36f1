import { type Dice, Weights } from './dice.ts';

const dayMs = 86_400_000;

/** All that a bench loads was published in the two years before this moment, whenever it is run. */
export const end = new Date('2026-11-01T00:00:00.000Z');
/** The first of those days. */
export const start = new Date('2024-11-01T00:00:00.000Z');
/** How many days there are in between. */
export const days = (end.getTime() - start.getTime()) / dayMs;

/** How much the press writes in a month, against a usual one: the collections of spring and autumn, and August. */
const months = [1, 1.6, 1.4, 0.9, 1.2, 1.1, 0.9, 0.6, 1.8, 1.5, 1, 0.9];
/** And on a day of the week, Sunday first. */
const weekdays = [0.35, 1, 1.1, 1.1, 1.1, 1, 0.4];
/** And in an hour of the day, in UTC. */
const hours = [2, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 9, 9, 10, 11, 11, 10, 9, 7, 6, 5, 4, 3, 2];

const dayWeights = new Weights(
  Array.from({ length: days }, (_, at) => {
    const day = new Date(start.getTime() + at * dayMs);
    return (months[day.getUTCMonth()] ?? 0) * (weekdays[day.getUTCDay()] ?? 0);
  }),
);
const hourWeights = new Weights(hours);

/** A moment at which an article is published, in milliseconds since 1970: by season, weekday and hour. */
export function drawMoment(dice: Dice): number {
  const hour = dayWeights.draw(dice) * 24 + hourWeights.draw(dice);
  return start.getTime() + hour * 3_600_000 + dice.below(3_600_000);
}

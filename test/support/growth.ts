/** Processor times shorter than this, in milliseconds, say nothing and count as this. */
const leastMs = 2;

/**
 * How many times as long work takes on an input four times as large: about 4 when it is linear, about 16 when it is
 * quadratic. A ratio of the least processor times of several rounds in one run, so that a slow or busy machine changes nothing.
 *
 * @param size of the smaller input, as the work understands it
 */
export function growthOverFourfold(work: (size: number) => void, size: number): number {
  return best(work, 4 * size) / best(work, size);
}

/** What {@link growthOverFourfold} stays under when work is linear, with room for noise. */
export const linear = 10;

function best(work: (size: number) => void, size: number): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage();
    work(size);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.max(leastMs, Math.min(...times));
}

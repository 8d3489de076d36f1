import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same for the same seed. */
export class Dice {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
    // Neighbouring seeds begin alike.
    for (let skipped = 0; skipped < 4; skipped += 1) this.next();
  }

  /** From 0 up to 1, 1 left out. */
  next(): number {
    return uniformFloat64(this.generator);
  }

  /** A whole number from 0 up to `count`, which is left out. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** Whether something happens that does in this share of all cases. */
  happens(share: number): boolean {
    return this.next() < share;
  }
}

/** Draws the places of a list, each as often as its weight says. */
export class Weights {
  private readonly sums: Float64Array;

  constructor(weights: readonly number[]) {
    this.sums = new Float64Array(weights.length);
    let sum = 0;
    for (const [at, weight] of weights.entries()) {
      sum += weight;
      this.sums[at] = sum;
    }
  }

  /** One place of the list. */
  draw(dice: Dice): number {
    const { sums } = this;
    const wanted = dice.next() * (sums.at(-1) ?? 0);
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The weights of Zipf's law: the second of a list is half as frequent as the first, the third a third. */
export function zipf(count: number): Weights {
  return new Weights(Array.from({ length: count }, (_, at) => 1 / (at + 1)));
}

/** One example: the indexes of its features with their values. */
export interface Example {
  indexes: Int32Array;
  values: Float32Array;
  /** Its class, 0 to 2. */
  label: number;
  /** It counts as much as so many. */
  weight: number;
}

const CLASSES = 3;
/** Pairs of steps and gradients that L-BFGS remembers. */
const MEMORY = 7;
const MOST_HALVINGS = 15;

/**
 * Fits multinomial logistic regression with an L2 penalty by L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2).
 * Rare classes count more, by the square root of how rare they are. No randomness: the same examples give the same weights.
 *
 * @returns three weights for each feature, then the three biases, which are not penalised
 */
export function fitLogistic(
  examples: Example[],
  features: number,
  { penalty, steps }: { penalty: number; steps: number },
): Float64Array {
  const classWeights = weightsOfClasses(examples);
  const lossAt = (weights: Float64Array, gradient: Float64Array) =>
    lossOf(examples, features, penalty, classWeights, weights, gradient);
  let weights: Float64Array = new Float64Array((features + 1) * CLASSES);
  let gradient: Float64Array = new Float64Array(weights.length);
  let loss = lossAt(weights, gradient);
  const memory: { step: Float64Array; change: Float64Array }[] = [];
  for (let done = 0; done < steps; done += 1) {
    const direction = descent(gradient, memory);
    const slope = dot(gradient, direction);
    const next = new Float64Array(weights.length);
    const nextGradient = new Float64Array(weights.length);
    let length = 1;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < MOST_HALVINGS; halving += 1, length /= 2) {
      for (let at = 0; at < next.length; at += 1)
        next[at] = value(weights, at) - length * value(direction, at);
      nextLoss = lossAt(next, nextGradient);
      if (nextLoss <= loss - 1e-4 * length * slope) break;
    }
    if (nextLoss >= loss) break;
    memory.push({ step: difference(next, weights), change: difference(nextGradient, gradient) });
    if (memory.length > MEMORY) memory.shift();
    const gain = (loss - nextLoss) / loss;
    [weights, gradient, loss] = [next, nextGradient, nextLoss];
    if (gain < 1e-4) break;
  }
  return weights;
}

/** The unscaled log-probabilities of the three classes. */
export function logitsOf(weights: Float64Array, { indexes, values }: Example): [number, number, number] {
  const bias = weights.length - CLASSES;
  let first = value(weights, bias);
  let second = value(weights, bias + 1);
  let third = value(weights, bias + 2);
  for (let at = 0; at < indexes.length; at += 1) {
    const from = value(indexes, at) * CLASSES;
    const by = value(values, at);
    first += value(weights, from) * by;
    second += value(weights, from + 1) * by;
    third += value(weights, from + 2) * by;
  }
  return [first, second, third];
}

function lossOf(
  examples: Example[],
  features: number,
  penalty: number,
  classWeights: number[],
  weights: Float64Array,
  gradient: Float64Array,
): number {
  gradient.fill(0);
  const bias = features * CLASSES;
  let loss = 0;
  for (const example of examples) {
    const { indexes, values, label, weight } = example;
    const logits = logitsOf(weights, example);
    const most = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp(logit - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    const counts = weight * (classWeights[label] ?? 1);
    loss -= counts * Math.log((powers[label] ?? 0) / sum + 1e-12);
    for (let column = 0; column < CLASSES; column += 1) {
      const error = counts * ((powers[column] ?? 0) / sum - (column === label ? 1 : 0));
      for (let at = 0; at < indexes.length; at += 1) {
        const index = value(indexes, at) * CLASSES + column;
        gradient[index] = value(gradient, index) + error * value(values, at);
      }
      gradient[bias + column] = value(gradient, bias + column) + error;
    }
  }
  for (let at = 0; at < bias; at += 1) {
    const weight = value(weights, at);
    loss += 0.5 * penalty * weight * weight;
    gradient[at] = value(gradient, at) + penalty * weight;
  }
  return loss;
}

/** The two-loop recursion; the first step goes along the gradient, one unit far. */
function descent(
  gradient: Float64Array,
  memory: { step: Float64Array; change: Float64Array }[],
): Float64Array {
  const direction = gradient.slice();
  const last = memory.at(-1);
  if (last === undefined) return scaled(direction, 1 / Math.sqrt(dot(direction, direction)));
  const factors: number[] = [];
  for (const { step, change } of memory.toReversed()) {
    const factor = dot(step, direction) / dot(step, change);
    factors.unshift(factor);
    add(direction, change, -factor);
  }
  scaled(direction, dot(last.step, last.change) / dot(last.change, last.change));
  for (const [index, { step, change }] of memory.entries()) {
    add(direction, step, (factors[index] ?? 0) - dot(change, direction) / dot(step, change));
  }
  return direction;
}

function weightsOfClasses(examples: Example[]): number[] {
  const counts = Array.from({ length: CLASSES }, (_, label) =>
    examples.reduce((count, example) => count + (example.label === label ? example.weight : 0), 0),
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.sqrt(all / CLASSES / Math.max(1, count)));
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += value(left, at) * value(right, at);
  return sum;
}

function add(to: Float64Array, what: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = value(to, at) + factor * value(what, at);
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  for (let at = 0; at < vector.length; at += 1) vector[at] = value(vector, at) * factor;
  return vector;
}

function difference(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((entry, at) => entry - value(right, at));
}

function value(list: Float64Array | Float32Array | Int32Array, at: number): number {
  return list[at] ?? 0;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What is alive on the heap and in buffers beside it, in millions of bytes. */
export function aliveMb(): number {
  setFlagsFromString('--expose-gc');
  // Under that name stands V8's own collector, in contexts that are made from here on.
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

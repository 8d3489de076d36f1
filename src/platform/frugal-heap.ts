import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 collect before the heap has grown by a fifth, in place of the triple and more that it allows itself on
 * a machine with much memory, move together what is left on pages that are a fifth empty, in place of seven tenths (mark-compact.cc),
 * and compile WebAssembly (Prisma's query compiler) once instead of twice. To be called as
 * a process begins; threads started later are held to it too. What it costs: docs/decisions/large-feeds.md.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  // Given on the command line it would also shrink the nursery to 1 MB, which doubles the processor time.
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  collectOnce();
}

/**
 * Collects what is dead. Until it has done so once, V8 goes by the memory of the machine instead of by what is alive, and
 * lets a heap with 90 MB alive grow to 220.
 */
function collectOnce(): void {
  setFlagsFromString('--expose-gc');
  // Under that name stands V8's own collector, in contexts that are made from here on.
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}

import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect before the heap has grown by three tenths, in place of the triple and more that it allows itself on
 * a machine with much memory, and compile WebAssembly (Prisma's query compiler) once instead of twice. To be called as
 * a process begins; threads started later are held to it too. Costs no measurable processor time (see
 * docs/decisions/large-feeds.md).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

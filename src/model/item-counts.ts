import type { ItemCounts } from './job.ts';

/** The counts of no entries. */
export const noItems: ItemCounts = { seen: 0, new: 0, duplicate: 0, failed: 0 };

/** The counts of both together. */
export function addItems(one: ItemCounts, other: ItemCounts): ItemCounts {
  return {
    seen: one.seen + other.seen,
    new: one.new + other.new,
    duplicate: one.duplicate + other.duplicate,
    failed: one.failed + other.failed,
  };
}

/** The counts of all without those of a part. */
export function withoutItems(all: ItemCounts, part: ItemCounts): ItemCounts {
  return {
    seen: all.seen - part.seen,
    new: all.new - part.new,
    duplicate: all.duplicate - part.duplicate,
    failed: all.failed - part.failed,
  };
}

import type { Direction, Position } from './page.ts';
import type { Topic } from './report.ts';

/** An outlet, as reports name it, with what some reports say of it. */
export interface Source {
  name: string;
  /** How many of the reports came from it. */
  reportCount: number;
  /** When the newest of them was published. */
  lastPublishedAt: Date;
}

/** What outlets can be ordered by. */
export type SourceOrderField = 'REPORT_COUNT' | 'NAME';

/** An order of outlets; equal counts are ordered by name, from A to Z. */
export interface SourceOrder {
  field: SourceOrderField;
  direction: Direction;
}

/** The place of an outlet in an order. */
export function sourcePosition({ name, reportCount }: Source, { field, direction }: SourceOrder): Position {
  const value = direction === 'DESC' ? -reportCount : reportCount;
  return { value: field === 'NAME' ? name : String(value), id: name };
}

/** How many of some reports are about a topic. */
export interface TopicCount {
  topic: Topic;
  reportCount: number;
}

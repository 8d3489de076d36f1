/** A key of a rollup whose parts do not add up to what the reports say, or a sheet that does not hold what is folded. */
export interface RollupDifference {
  /** Empty: of all reports. */
  brand: string;
  /** Or `sheet`. */
  facet: string;
  grain: string;
  /** When the quarter of an hour, the day or the month begins. */
  start: Date;
  value: string;
  /** Each measure that differs: what was counted now, and what is stored. */
  measures: { measure: string; counted: number; stored: number }[];
}

/** What a recount found. */
export interface Verification {
  /** Keys that reports or rollups have, and sheets. */
  compared: number;
  /** Those that differ. */
  differing: number;
  /** The first of them, in their order. */
  differences: RollupDifference[];
}

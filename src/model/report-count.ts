/** How many reports there are. */
export interface ReportCount {
  count: number;
  /** Whether `count` is an estimate; one of {@link mostCountedExactly} or less never is. */
  isEstimate: boolean;
}

/** What no sums answer is counted report by report, up to this many. */
export const mostCountedExactly = 10_000;

/** For how long the traces of the ingestion's work are kept, in days. */
export interface Retention {
  /** Executions that have ended. */
  executionDays: number;
  /** Visits to feeds. */
  fetchDays: number;
}

/** How many rows were pruned, by what they told of. */
export interface Pruned {
  fetches: number;
  executions: number;
  /** Answers to repeated mutations, whose time was over. */
  calls: number;
}

/** Nothing pruned. */
export const nothingPruned: Pruned = { fetches: 0, executions: 0, calls: 0 };

/** Both together. */
export function addPruned(one: Pruned, other: Pruned): Pruned {
  return {
    fetches: one.fetches + other.fetches,
    executions: one.executions + other.executions,
    calls: one.calls + other.calls,
  };
}

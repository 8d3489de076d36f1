/** For how long the traces of the service's own work are kept, in days. */
export interface Retention {
  /** Executions that have ended. */
  executionDays: number;
  /** Visits to feeds. */
  fetchDays: number;
  /** Alerts that are over. */
  alertDays: number;
  /** What was sent to webhooks; never longer than the alert that it tells of. */
  deliveryDays: number;
}

/** How many rows were pruned, by what they told of. */
export interface Pruned {
  fetches: number;
  executions: number;
  /** Answers to repeated mutations, whose time was over. */
  calls: number;
  alerts: number;
  /** Without those that went with their alerts. */
  deliveries: number;
}

/** Nothing pruned. */
export const nothingPruned: Pruned = { fetches: 0, executions: 0, calls: 0, alerts: 0, deliveries: 0 };

/** Both together. */
export function addPruned(one: Pruned, other: Pruned): Pruned {
  return {
    fetches: one.fetches + other.fetches,
    executions: one.executions + other.executions,
    calls: one.calls + other.calls,
    alerts: one.alerts + other.alerts,
    deliveries: one.deliveries + other.deliveries,
  };
}

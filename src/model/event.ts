/** What processes tell each other about, over the database; who hears it looks the rows up. */
export type StoredEvent =
  | { kind: 'REPORTS_ADDED'; tenantId: string; reportIds: string[] }
  | { kind: 'FEED_EVENTS_ADDED'; tenantId: string; feedEventIds: string[] }
  | { kind: 'ALERTS_RAISED'; tenantId: string; alertIds: string[] }
  | { kind: 'EXECUTION_CHANGED'; tenantId: string; executionId: string }
  /** A key was revoked, or a person's role or standing changed. */
  | { kind: 'CREDENTIALS_CHANGED'; tenantId: string }
  /** What analytics read has changed; later changes have higher versions. */
  | { kind: 'DATA_CHANGED'; tenantId: string; version: number };

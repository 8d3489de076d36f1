/** An address to which alerts are sent. Its secret is stored nowhere (src/alerts/webhook-secret.ts). */
export interface Webhook {
  id: string;
  label: string;
  url: string;
  /** Grows with each new secret. */
  secretVersion: number;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** What is sent: that an alert was raised, that it is over, or that the webhook is tested. */
export type DeliveryEvent = 'RAISED' | 'CLOSED' | 'TEST';

/** PENDING: it is to be tried, or tried again; FAILED: it was given up. */
export const deliveryStatuses = ['PENDING', 'DELIVERED', 'FAILED'] as const;
/** One of {@link deliveryStatuses}. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Something sent to a webhook, or to be sent. */
export interface AlertDelivery {
  /** The receiver gets it with each attempt, and can leave out what it has had. */
  id: string;
  webhookId: string;
  /** Null when the rule was deleted, which is what it tells of. */
  ruleId: string | null;
  /** Null for a test, and where the rule was deleted. */
  alertId: string | null;
  event: DeliveryEvent;
  status: DeliveryStatus;
  attempts: number;
  /** Of the last answer; null when there was none. */
  httpStatus: number | null;
  /** Why the last attempt failed, in words; null when it did not. */
  error: string | null;
  createdAt: Date;
  attemptedAt: Date | null;
  /** Null when none is to follow. */
  nextAttemptAt: Date | null;
}

/** What one attempt came to. */
export interface DeliveryAttempt {
  status: DeliveryStatus;
  httpStatus: number | null;
  error: string | null;
  attemptedAt: Date;
  nextAttemptAt: Date | null;
}

/** Which deliveries: all conditions hold together, an absent one restricts nothing, lists are never empty. */
export interface DeliveryFilter {
  alertIds?: string[];
  webhookIds?: string[];
  statuses?: DeliveryStatus[];
}

/** What a job of a delivery holds. */
export interface DeliveryJob {
  tenantId: string;
  deliveryId: string;
}

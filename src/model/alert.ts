/**
 * What a rule watches for. SPIKE: a brand is mentioned more than its past leads to expect; NEGATIVE_TURN: more of its
 * mentions are negative; FIRST_MENTION: it is mentioned after eight weeks without; SHARE_OF_VOICE: its share among
 * rivals crosses a line; SEARCH_MATCH: reports are published that a saved search lets through.
 */
export const alertKinds = [
  'SPIKE',
  'NEGATIVE_TURN',
  'FIRST_MENTION',
  'SHARE_OF_VOICE',
  'SEARCH_MATCH',
] as const;
/** One of {@link alertKinds}. */
export type AlertKind = (typeof alertKinds)[number];

/** How far from what was to be expected is far enough, in standard deviations (src/analytics/alerts/judge.ts). */
export type AlertSensitivity = 'FEWER' | 'BALANCED' | 'MORE';

/** The side of a line that is alarming. */
export type AlertSide = 'ABOVE' | 'BELOW';

/** What a rule watches for, without its name: what can be tried on the past. */
export interface AlertCondition {
  kind: AlertKind;
  /** Canonical names; none for SEARCH_MATCH. */
  brands: string[];
  /** Whom the voice is shared with; none but for SHARE_OF_VOICE. */
  rivals: string[];
  /** Null but for SEARCH_MATCH, and for a search that was deleted. */
  savedSearchId: string | null;
  sensitivity: AlertSensitivity;
  /** Fewer mentions, or reports, raise no alert. */
  leastMentions: number;
  /** In per cent of the mentions of brand and rivals; null but for SHARE_OF_VOICE. */
  line: number | null;
  side: AlertSide | null;
}

/** A rule by which alerts are raised. */
export interface AlertRule extends AlertCondition {
  id: string;
  /** Unique in the tenant, in any case. */
  name: string;
  /** Where its alerts are sent; null: only to subscribers. */
  webhookId: string | null;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A part of a change: one outlet, topic or tone. All figures are whole hundredths: their sums are exact in them. */
export interface AlertPart {
  /** Null: all others together. */
  value: string | null;
  observed: number;
  expected: number;
  /** `observed` less `expected`. */
  change: number;
}

/** A change three times over, each time in parts that add up to it. */
export interface AlertParts {
  outlets: AlertPart[];
  topics: AlertPart[];
  tones: AlertPart[];
}

/** What was counted, and how far that is from what was to be expected. */
export interface AlertFigures {
  /** Mentions, negative mentions, reports, or per cent: see {@link AlertKind}; two decimals. */
  observed: number;
  expected: number;
  /** In standard deviations; for FIRST_MENTION and SEARCH_MATCH, in multiples of the least. Two decimals. */
  score: number;
}

/** An alert stays open while what it tells of lasts. */
export interface Alert extends AlertFigures {
  id: string;
  ruleId: string;
  kind: AlertKind;
  /** '' where a search was matched. */
  brand: string;
  /** SOURCE_CHANGE: without the feeds that have changed lately there would be no alert; so it is told to nobody. */
  label: 'SOURCE_CHANGE' | null;
  /** Why it is labelled; null when it is not. */
  reason: string | null;
  /** A sentence with the figures. */
  message: string;
  parts: AlertParts;
  /** The newest of the reports that were counted. */
  reportIds: string[];
  openedAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  snoozedUntil: Date | null;
  /** When it was told last; null when it was not. */
  toldAt: Date | null;
}

/** Whether an alert lasts, is over, or lasts and keeps still. */
export const alertStates = ['OPEN', 'SNOOZED', 'CLOSED'] as const;
/** One of {@link alertStates}. */
export type AlertState = (typeof alertStates)[number];

/** The state of an alert at a moment. */
export function alertState(
  { closedAt, snoozedUntil }: Pick<Alert, 'closedAt' | 'snoozedUntil'>,
  now: Date,
): AlertState {
  if (closedAt !== null) return 'CLOSED';
  return snoozedUntil !== null && snoozedUntil > now ? 'SNOOZED' : 'OPEN';
}

/** Which alerts: all conditions hold together, an absent one restricts nothing, lists are never empty. */
export interface AlertFilter {
  states?: AlertState[];
  kinds?: AlertKind[];
  /** Canonical names. */
  brands?: string[];
  ruleIds?: string[];
}

/** Rules and webhooks that one tenant may have. */
export const mostAlertRules = 200;
/** See {@link mostAlertRules}. */
export const mostWebhooks = 20;
/** Brands, and rivals, that one rule may have. */
export const mostRuleBrands = 50;
/** Reports that an alert names. */
export const mostAlertReports = 20;

/** Whose reports a job evaluates: what one visit brought. */
export interface AlertEvaluationJob {
  tenantId: string;
  /** The brands that are mentioned in what it brought. */
  brands: string[];
}

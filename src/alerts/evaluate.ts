import { v7 as uuidv7 } from 'uuid';
import { daysLookedAt, daysOfWeek, type Judgement, judge } from '../analytics/alerts/judge.ts';
import type { Alert, AlertRule } from '../model/alert.ts';
import type { TenantRepositories, TenantStorage } from '../storage/storage.ts';
import { describeAll, type Lively } from './describe.ts';
import { sendNews } from './send.ts';
import { DayCounts, daysSince, endOfHour } from './series.ts';
import { type Subjects, understand } from './subjects.ts';

/** What an evaluation came to. */
export interface EvaluationOutcome {
  /** Alerts that were told to subscribers and webhooks. */
  told: number;
  closed: number;
  /** Rules that were looked at. */
  rules: number;
}

const nothing: EvaluationOutcome = { told: 0, closed: 0, rules: 0 };

/**
 * Evaluates the rules of a tenant that are about some brands, all that are about searches, and those with an open alert,
 * as one transaction: alerts are opened, brought up to date and closed, what is to be told is told when it commits, and
 * what is to be sent is queued. The number of statements does not grow with rules, brands or mentions.
 *
 * @param brands that were mentioned; null: those that wait in the queue, which are taken out of it, and none if none do
 */
export async function evaluateAlerts(
  tenant: TenantStorage,
  brands: readonly string[] | null,
  now: Date,
): Promise<EvaluationOutcome> {
  return tenant.change(null, now, async (repositories) => {
    const changed = brands ?? (await repositories.alertQueue.takeEvaluation()) ?? [];
    // One at a time, so that nothing is told twice.
    await repositories.alertRules.lock();
    const rules = await repositories.alertRules.toEvaluate(changed);
    return rules.length === 0 ? nothing : evaluate(rules, repositories, now);
  });
}

async function evaluate(
  rules: readonly AlertRule[],
  repositories: TenantRepositories,
  now: Date,
): Promise<EvaluationOutcome> {
  const { alerts, alertFigures, alertQueue } = repositories;
  const end = endOfHour(now);
  const understood = await understand(rules, repositories);
  const latest = await alerts.latest(rules.map(({ id }) => id));
  const rows = await alertFigures.days(understood.brands, end, daysLookedAt);
  const knownSince = await alertFigures.knownSince();
  const matches = await alertFigures.searches(understood.filters, end, 1);

  const counts = new DayCounts(rows, daysLookedAt);
  const knownDays = daysSince(knownSince, end);
  const judged = understood.rules
    .filter(({ condition }) => condition.isActive)
    .flatMap((subjects) => watchedBy(subjects).map((brand) => ({ subjects, brand })))
    .map(({ subjects, brand }): Lively & { last: Alert | null } => {
      const judgement =
        subjects.search === null
          ? judge(subjects.condition, counts.series(brand, subjects.rivals), 0, knownDays)
          : judge(subjects.condition, searchSeries(matches.filter(({ at }) => at === subjects.search)), 0, 1);
      const last = latestOf(latest, subjects.condition, brand);
      return { subjects, brand, judgement, open: last?.closedAt === null ? last : null, last };
    });
  const lively = judged.filter(({ judgement, open }) => isLively(judgement, open));
  const described = await describeAll(
    lively,
    { counts, knownDays, knownSince, end, matches },
    repositories,
    now,
  );
  const lasting = lively.map((one, at): Alert => {
    const { condition } = one.subjects;
    const description = described[at];
    if (!description) throw new Error('an alert was not described');
    const opened = one.open ?? {
      id: uuidv7(),
      ruleId: condition.id,
      kind: condition.kind,
      brand: one.brand,
      openedAt: now,
      closedAt: null,
      // Whoever wants quiet, gets it also from the next one.
      snoozedUntil: one.last?.snoozedUntil ?? null,
      toldAt: null,
    };
    const isQuiet = opened.snoozedUntil !== null && opened.snoozedUntil > now;
    const toldAt = isTold(opened) || isQuiet || description.label !== null ? opened.toldAt : now;
    return { ...opened, ...description, updatedAt: now, toldAt };
  });
  const over = latest
    .filter(({ closedAt }) => closedAt === null)
    .filter((open) => !lasting.some(({ id }) => id === open.id))
    .filter((open) => !judged.some((one) => one.open?.id === open.id && isUnclear(one, now)))
    .map((open): Alert => ({ ...open, closedAt: now, updatedAt: now }));

  const stored = new Set(await alerts.store([...lasting, ...over]));
  const told = lasting.filter(({ id, toldAt }) => stored.has(id) && toldAt === now);
  const ended = over.filter(({ id }) => stored.has(id));
  await alertQueue.tellRaised(told.map(({ id }) => id));
  await sendNews(
    [
      ...told.map((alert) => ({ alert, event: 'RAISED' as const })),
      ...ended.filter(({ toldAt }) => toldAt !== null).map((alert) => ({ alert, event: 'CLOSED' as const })),
    ],
    rules,
    repositories,
    now,
  );
  return { told: told.length, closed: ended.length, rules: rules.length };
}

/** The brands of a rule, each of which has alerts of its own; '' for a search. */
function watchedBy({ condition, brands, search }: Subjects<AlertRule>): string[] {
  if (condition.kind !== 'SEARCH_MATCH') return brands;
  return search === null ? [] : [''];
}

function latestOf(latest: readonly Alert[], { id, kind }: AlertRule, brand: string): Alert | null {
  return latest.find((alert) => alert.ruleId === id && alert.kind === kind && alert.brand === brand) ?? null;
}

/** Whether there is an alert to be opened, or one that lasts. */
function isLively(judgement: Judgement | null, open: Alert | null): judgement is Judgement {
  return judgement !== null && (open ? !judgement.isOver : judgement.isAlarming);
}

/** Whether it was told, and since it was last to keep still. */
function isTold({ toldAt, snoozedUntil }: Pick<Alert, 'toldAt' | 'snoozedUntil'>): boolean {
  return toldAt !== null && (snoozedUntil === null || toldAt >= snoozedUntil);
}

/** Whether too little is known to say that an open alert is over; but where that lasts for a week, it is. */
function isUnclear({ judgement, open }: Pick<Lively, 'judgement' | 'open'>, now: Date): boolean {
  return judgement === null && open !== null && daysSince(open.updatedAt, now) < daysOfWeek;
}

function searchSeries(rows: readonly { count: number }[]) {
  const mentions = rows.reduce((sum, { count }) => sum + count, 0);
  return { own: [{ mentions, judged: 0, negative: 0 }], rivals: [] };
}

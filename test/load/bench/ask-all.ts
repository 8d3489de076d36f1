import type { SingleBar } from 'cli-progress';
import type pg from 'pg';
import type { ApiUnderTest, Statements } from './api-under-test.ts';
import { measure, type Times } from './measure.ts';
import type { Question, Subject } from './question.ts';
import { questions } from './questions.ts';

/** Why there is no answer: the API does not know the question, or it gave up, since it took too long (10 s). */
export type Unanswered = 'unknown' | 'given up';

/** One line of the table. */
export interface Measured {
  question: string;
  /** How many reports the tenant has. */
  reports: number;
  /** Asked for the first time, over HTTP. */
  asked: Times | Unanswered;
  /** The statements that one question costs; whose key it is, is known by then. */
  statements: number;
  /** What the statements of one question took together, in milliseconds, in the mean; at the same time, or one by one. */
  inDatabase: number;
  /** Asked again; null where answers are not kept. */
  again: Times | null;
  byHand: Times;
  /** In milliseconds, the median; null where it is not measured. */
  oldWay: number | null;
}

/** The old way is measured up to this many reports: more take minutes. */
const mostLoaded = 100_000;

/** Asks all questions of one tenant, each in rounds, the API and by hand in turn. */
export async function askAll(
  { api, key, connection, bar }: { api: ApiUnderTest; key: string; connection: pg.Client; bar: SingleBar },
  subject: Subject,
  reports: number,
  rounds: number,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const question of questions) {
    bar.increment(1, { what: `${reports} reports: ${question.name}` });
    const ask = (round: number) => api.ask(key, question.query(subject, round));
    let before = await api.statements();
    // The rounds that warm up count neither here nor in the times.
    const onStart = async () => {
      before = await api.statements();
    };
    const asked = await answered(() => measure(rounds, ask, { onStart }));
    const inMean = meanOf(before, await api.statements());
    const isAnswered = typeof asked === 'object';
    const { first, second } = isAnswered ? await statementsOf(api, () => ask(rounds + 10)) : none;
    const again = isAnswered && second < first ? await measure(rounds, () => ask(0)) : null;
    const byHand = await measure(rounds, (round) => connection.query(question.byHand(subject, round)));
    const oldWay = reports <= mostLoaded ? await oldWayOf(connection, question, subject) : null;
    const inDatabase = first * inMean;
    measured.push({
      question: question.name,
      reports,
      asked,
      statements: first,
      inDatabase,
      again,
      byHand,
      oldWay,
    });
  }
  return measured;
}

function meanOf(before: Statements, after: Statements): number {
  return (after.milliseconds - before.milliseconds) / Math.max(1, after.count - before.count);
}

const none = { first: 0, second: 0 };

/** Any other fault is one of the bench. */
async function answered(work: () => Promise<Times>): Promise<Times | Unanswered> {
  try {
    return await work();
  } catch (error) {
    if (/Cannot query field|Unknown argument/.test(String(error))) return 'unknown';
    if (/"UNAVAILABLE"/.test(String(error))) return 'given up';
    throw error;
  }
}

async function statementsOf(
  api: ApiUnderTest,
  ask: () => Promise<unknown>,
): Promise<{ first: number; second: number }> {
  const counts = [(await api.statements()).count];
  for (let time = 0; time < 2; time += 1) {
    await ask();
    counts.push((await api.statements()).count);
  }
  const [before = 0, between = 0, after = 0] = counts;
  return { first: between - before, second: after - between };
}

async function oldWayOf(connection: pg.Client, question: Question, subject: Subject): Promise<number | null> {
  const old = question.oldWay?.(subject);
  if (!old) return null;
  const { p50 } = await measure(3, async () => old.make((await connection.query(old)).rows), { warmUp: 1 });
  return p50;
}

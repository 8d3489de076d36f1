import type { SingleBar } from 'cli-progress';
import type pg from 'pg';
import type { ApiUnderTest, Statements } from './api-under-test.ts';
import { measure, measureInTurn, type Times } from './measure.ts';
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
  /** What these statements took together, in milliseconds, in the mean of the rounds; at the same time, or one by one. */
  inDatabase: number;
  /** Asked again, and what that costs of statements; null where no answer is kept. */
  again: (Times & { statements: number }) | null;
  byHand: Times;
  /** In milliseconds, the median; null where it is not measured. */
  oldWay: number | null;
}

/** The old way is measured up to this many reports: more take minutes. */
const mostLoaded = 100_000;

/** How often each question is asked before any is measured. */
const roundsBefore = 30;

interface AskedApi {
  api: ApiUnderTest;
  key: string;
  bar: SingleBar;
}

/**
 * Has all questions answered before any is measured, of ranges that {@link askAll} does not ask about: else V8 would still
 * compile what they run through while the first tenant is measured, and later ones would be held against a time that nobody waits.
 */
export async function warmUp({ api, key, bar }: AskedApi, subject: Subject, rounds: number): Promise<void> {
  for (const question of questions) {
    bar.increment(1, { what: `before: ${question.name}` });
    const ask = (round: number) => api.ask(key, question.query(subject, rounds + 20 + round));
    await answered(() => measure(roundsBefore, ask, { warmUp: 0 }));
  }
}

/** Asks all questions of one tenant, each in rounds, the API and by hand in turn. */
export async function askAll(
  { api, key, connection, bar }: AskedApi & { connection: pg.Client },
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
    const askByHand = (round: number) => connection.query(question.byHand(subject, round));
    const both = await answered(() => measureInTurn(rounds, ask, askByHand, { onStart }));
    const [asked, byHand] = typeof both === 'string' ? [both, await measure(rounds, askByHand)] : both;
    const { count, milliseconds } = perRound(before, await api.statements(), rounds);
    const statements = Math.round(count);
    const left = typeof asked === 'object' ? await statementsAgain(api, () => ask(rounds + 10)) : statements;
    const again = left < statements ? { ...(await measure(rounds, () => ask(0))), statements: left } : null;
    const oldWay = reports <= mostLoaded ? await oldWayOf(connection, question, subject) : null;
    measured.push({
      question: question.name,
      reports,
      asked,
      statements,
      inDatabase: milliseconds,
      again,
      byHand,
      oldWay,
    });
  }
  return measured;
}

/** What a round cost; now and then the server asks something for itself meanwhile, which is in it. */
function perRound(before: Statements, after: Statements, rounds: number): Statements {
  return {
    count: (after.count - before.count) / rounds,
    milliseconds: (after.milliseconds - before.milliseconds) / rounds,
  };
}

/** Any other fault is one of the bench. */
async function answered<Answer>(work: () => Promise<Answer>): Promise<Answer | Unanswered> {
  try {
    return await work();
  } catch (error) {
    if (/Cannot query field|Unknown argument/.test(String(error))) return 'unknown';
    if (/"UNAVAILABLE"/.test(String(error))) return 'given up';
    throw error;
  }
}

/** The statements of what was asked before: the fewest of three times, as now and then the server asks something for itself. */
async function statementsAgain(api: ApiUnderTest, ask: () => Promise<unknown>): Promise<number> {
  await ask();
  const counts: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { count: before } = await api.statements();
    await ask();
    counts.push((await api.statements()).count - before);
  }
  return Math.min(...counts);
}

async function oldWayOf(connection: pg.Client, question: Question, subject: Subject): Promise<number | null> {
  const old = question.oldWay?.(subject);
  if (!old) return null;
  const { p50 } = await measure(3, async () => old.make((await connection.query(old)).rows), { warmUp: 1 });
  return p50;
}

import type { SingleBar } from 'cli-progress';
import type pg from 'pg';
import type { ApiUnderTest, Statements } from './api-under-test.ts';
import { roundsFrom, type Times, times, timesInTurn, timesOf } from './measure.ts';
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

/** How often each question is asked of each tenant before any is measured. */
const roundsBefore = 10;
/** So many rounds of a question come before those that count. */
const uncounted = 3;
/** So many rounds of one tenant come on end. */
const roundsAtOnce = 5;

/** Whom the API is asked by, and the bench itself. */
interface Asker {
  api: ApiUnderTest;
  connection: pg.Client;
  bar: SingleBar;
}

/** A tenant of which questions are asked. */
export interface AskedTenant {
  subject: Subject;
  key: string;
  reports: number;
}

/**
 * Asks all questions of all tenants. Some rounds of each tenant are asked in turn, so that each finds the machine as the others
 * do, and V8 as far as it has compiled: a tenant that came first would be held to a time that nobody waits later.
 */
export async function askAll(
  asker: Asker,
  tenants: readonly AskedTenant[],
  rounds: number,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  asker.bar.start(2 * questions.length, 0, { what: '' });
  for (const question of questions) {
    asker.bar.increment(1, { what: `before: ${question.name}` });
    // Of ranges that are not asked about later.
    const before = roundsFrom(rounds + 20, roundsBefore);
    for (const tenant of tenants) await new Asking(asker, question, tenant).ask(before);
  }
  for (const question of questions) {
    asker.bar.increment(1, { what: question.name });
    for (const tenant of tenants)
      await new Asking(asker, question, tenant).ask(roundsFrom(rounds, uncounted));
    const asked = tenants.map((tenant) => new Asking(asker, question, tenant));
    for (let from = 0; from < rounds; from += roundsAtOnce) {
      const some = roundsFrom(from, Math.min(roundsAtOnce, rounds - from));
      for (const one of asked) await one.ask(some);
      // A B C, A C B: each comes after each of the others as often.
      asked.push(...asked.splice(1).reverse());
    }
    const inOrder = asked.sort((one, other) => one.tenant.reports - other.tenant.reports);
    for (const one of inOrder) measured.push(await one.measured(rounds + 10));
  }
  return measured;
}

/** A question that is asked of one tenant, in rounds, the API and by hand in turn. */
class Asking {
  private unanswered: Unanswered | null = null;
  private readonly ours: number[] = [];
  private readonly byHand: number[] = [];
  /** What ours cost; now and then the server asks something for itself meanwhile, which is in it. */
  private readonly spent: Statements = { count: 0, milliseconds: 0 };

  constructor(
    private readonly asker: Asker,
    private readonly question: Question,
    readonly tenant: AskedTenant,
  ) {}

  /** Asks in some rounds; once there was no answer, by hand alone. */
  async ask(rounds: readonly number[]): Promise<void> {
    const { api } = this.asker;
    const askByHand = (round: number) => this.askByHand(round);
    if (this.unanswered === null) {
      const before = await api.statements();
      const both = await answered(() => timesInTurn(rounds, (round) => this.askApi(round), askByHand));
      if (typeof both === 'object') {
        const after = await api.statements();
        this.spent.count += after.count - before.count;
        this.spent.milliseconds += after.milliseconds - before.milliseconds;
        this.ours.push(...both[0]);
        this.byHand.push(...both[1]);
        return;
      }
      this.unanswered = both;
    }
    this.byHand.push(...(await times(rounds, askByHand)));
  }

  /** What became of all rounds. @param another a round that was none of them, to be asked again and again */
  async measured(another: number): Promise<Measured> {
    const { question, unanswered, spent, tenant } = this;
    const rounds = this.ours.length;
    const statements = Math.round(spent.count / rounds);
    const left = unanswered ? statements : await this.statementsAgain(another);
    const ask = () => this.askApi(another);
    const again =
      left < statements ? { ...timesOf(await times(roundsFrom(0, rounds), ask)), statements: left } : null;
    return {
      question: question.name,
      reports: tenant.reports,
      asked: unanswered ?? timesOf(this.ours),
      statements,
      inDatabase: spent.milliseconds / rounds,
      again,
      byHand: timesOf(this.byHand),
      oldWay: tenant.reports <= mostLoaded ? await this.oldWay() : null,
    };
  }

  private async askApi(round: number): Promise<unknown> {
    return this.asker.api.ask(this.tenant.key, this.question.query(this.tenant.subject, round));
  }

  private async askByHand(round: number): Promise<unknown> {
    return this.asker.connection.query(this.question.byHand(this.tenant.subject, round));
  }

  /** The statements of what was asked before: the fewest of three times, as now and then the server asks something for itself. */
  private async statementsAgain(round: number): Promise<number> {
    const { api } = this.asker;
    await this.askApi(round);
    const counts: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const { count: before } = await api.statements();
      await this.askApi(round);
      counts.push((await api.statements()).count - before);
    }
    return Math.min(...counts);
  }

  private async oldWay(): Promise<number | null> {
    const old = this.question.oldWay?.(this.tenant.subject);
    if (!old) return null;
    const { rows } = await this.asker.connection.query(old);
    old.make(rows);
    const loaded = await times([1, 2, 3], async () =>
      old.make((await this.asker.connection.query(old)).rows),
    );
    return timesOf(loaded).p50;
  }
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

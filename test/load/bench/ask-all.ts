import type { SingleBar } from 'cli-progress';
import type pg from 'pg';
import type { ApiUnderTest, Statements } from './api-under-test.ts';
import { type Percentiles, percentilesOf, roundsFrom, timeOf, times, turnsOfRound } from './measure.ts';
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
  asked: Percentiles | Unanswered;
  /** The statements that one question costs; whose key it is, is known by then. */
  statements: number;
  /** What these statements took together, in milliseconds, the median; at the same time, or one by one. */
  inDatabase: number;
  /** Asked again, and what that costs of statements; null where no answer is kept. */
  again: (Percentiles & { statements: number }) | null;
  byHand: Percentiles;
  /** In milliseconds, the median; null where it is not measured. */
  oldWay: number | null;
}

/** The old way is measured up to this many reports: more take minutes. */
const mostLoaded = 100_000;

/** How often each question is asked of each tenant before any is measured. */
const roundsBefore = 10;
/** So many rounds of a question come before those that count. */
const uncounted = 3;

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
 * Asks all questions of all tenants. The first time, by the API, and by hand they are asked in turns that are as good for one as for
 * another: a tenant that came first, or one that comes after what takes long, would be held to a time that is not its own. What
 * is asked again comes after that, of one tenant after the other, and last what loads all reports.
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
    const before = tenants.map((tenant) => new Asking(asker, question, tenant));
    for (const round of roundsFrom(rounds + 20, roundsBefore)) await askInTurn(before, round);
  }
  for (const question of questions) {
    asker.bar.increment(1, { what: question.name });
    const before = tenants.map((tenant) => new Asking(asker, question, tenant));
    for (const round of roundsFrom(rounds, uncounted)) await askInTurn(before, round);
    const asked = tenants.map((tenant) => new Asking(asker, question, tenant));
    for (const round of roundsFrom(0, rounds)) await askInTurn(asked, round);
    const firsts = [];
    for (const one of asked) firsts.push(await one.measured(rounds + 10));
    for (const [at, first] of firsts.entries())
      measured.push({ ...first, oldWay: (await asked[at]?.oldWay()) ?? null });
  }
  return measured;
}

async function askInTurn(asked: readonly Asking[], round: number): Promise<void> {
  for (const { tenant, way } of turnsOfRound(round, asked.length)) {
    if (way === 'API') await asked[tenant]?.askOnce(round);
    else await asked[tenant]?.askByHandOnce(round);
  }
}

/** A question that is asked of one tenant, in rounds. */
class Asking {
  private unanswered: Unanswered | null = null;
  private readonly ours: number[] = [];
  private readonly byHand: number[] = [];
  /** What each of ours cost; now and then the server asks something for itself meanwhile, which is in it. */
  private readonly spent: Statements[] = [];

  constructor(
    private readonly asker: Asker,
    private readonly question: Question,
    private readonly tenant: AskedTenant,
  ) {}

  /** Asks the API; once there was no answer, no more. */
  async askOnce(round: number): Promise<void> {
    if (this.unanswered !== null) return;
    const { api } = this.asker;
    const before = await api.statements();
    const taken = await answered(() => timeOf(() => this.askApi(round)));
    const after = await api.statements();
    if (typeof taken !== 'number') {
      this.unanswered = taken;
      return;
    }
    this.spent.push({
      count: after.count - before.count,
      milliseconds: after.milliseconds - before.milliseconds,
    });
    this.ours.push(taken);
  }

  /** Asks by hand, after the server has told of its statements, as it does before it is asked itself. */
  async askByHandOnce(round: number): Promise<void> {
    await this.asker.api.statements();
    this.byHand.push(await timeOf(() => this.askByHand(round)));
  }

  /** What became of all rounds. @param another a round that was none of them, to be asked again and again */
  async measured(another: number): Promise<Omit<Measured, 'oldWay'>> {
    const { question, unanswered, spent, tenant } = this;
    const rounds = this.ours.length;
    const statements = percentilesOf(spent.map(({ count }) => count)).p50;
    const left = unanswered ? statements : await this.statementsAgain(another);
    const ask = () => this.askApi(another);
    const again =
      left < statements
        ? { ...percentilesOf(await times(roundsFrom(0, rounds), ask)), statements: left }
        : null;
    return {
      question: question.name,
      reports: tenant.reports,
      asked: unanswered ?? percentilesOf(this.ours),
      statements,
      inDatabase: percentilesOf(spent.map(({ milliseconds }) => milliseconds)).p50,
      again,
      byHand: percentilesOf(this.byHand),
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

  /** The old way's median, in milliseconds; null where it is not measured. */
  async oldWay(): Promise<number | null> {
    const old = this.question.oldWay?.(this.tenant.subject);
    if (!old || this.tenant.reports > mostLoaded) return null;
    const { rows } = await this.asker.connection.query(old);
    old.make(rows);
    const loaded = await times([1, 2, 3], async () =>
      old.make((await this.asker.connection.query(old)).rows),
    );
    return percentilesOf(loaded).p50;
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

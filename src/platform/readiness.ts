import { inTime, LateError } from './in-time.ts';
import type { Log } from './log.ts';

/** How one thing answered that the process depends on. */
export interface CheckReport {
  ok: boolean;
  /** How long its answer, or the wait for it, took. */
  ms: number;
  /** What is wrong, in our words: no host, no login, nothing of the failure itself. */
  error?: string;
}

/** Whether requests may be sent to this process. */
export interface ReadinessReport {
  /** `ending`: it answers what it has, and is to be sent nothing more. */
  status: 'ready' | 'not ready' | 'ending';
  /** By name; empty when the process is ending. */
  checks: Record<string, CheckReport>;
}

/** Tells whether the process can do its work at this moment. */
export class Readiness {
  private underWay: Promise<ReadinessReport> | null = null;
  private isTurnedAway = false;
  private readonly failing = new Set<string>();
  private readonly log: Log;
  private readonly limitMs: number;

  /**
   * @param checks by the name under which each is reported; one that throws, or takes longer than `limitMs`, fails. A
   *   check that takes too long is given up, not ended, so it must end by itself at some time
   * @param log gets the failure itself, once, when a check begins to fail
   */
  constructor(
    private readonly checks: Record<string, () => Promise<void>>,
    { log, limitMs = 2_000 }: { log: Log; limitMs?: number },
  ) {
    this.log = log;
    this.limitMs = limitMs;
  }

  /** From now on requests are to be sent elsewhere, whatever the checks say. There is no way back. */
  turnAway(): void {
    this.isTurnedAway = true;
  }

  /** Runs all checks at once, or joins the run that is under way; never fails. */
  async report(): Promise<ReadinessReport> {
    if (!this.isTurnedAway) {
      this.underWay ??= this.runAll().finally(() => {
        this.underWay = null;
      });
      const report = await this.underWay;
      if (!this.isTurnedAway) return report;
    }
    return { status: 'ending', checks: {} };
  }

  private async runAll(): Promise<ReadinessReport> {
    const reports = await Promise.all(
      Object.entries(this.checks).map(async ([name, check]) => [name, await this.run(name, check)] as const),
    );
    const isReady = reports.every(([, { ok }]) => ok);
    return { status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(reports) };
  }

  private async run(name: string, check: () => Promise<void>): Promise<CheckReport> {
    const startedAt = performance.now();
    const elapsedMs = () => Math.round(performance.now() - startedAt);
    try {
      await inTime(check(), this.limitMs);
      if (this.failing.delete(name)) this.log.info({ check: name }, 'a check of readiness is well again');
      return { ok: true, ms: elapsedMs() };
    } catch (error) {
      if (!this.failing.has(name)) this.log.warn({ err: error, check: name }, 'a check of readiness failed');
      this.failing.add(name);
      return { ok: false, ms: elapsedMs(), error: this.inWords(error) };
    }
  }

  private inWords(error: unknown): string {
    if (error instanceof LateError) return `It did not answer within ${this.limitMs / 1_000} s.`;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return words.get(code) ?? 'It failed; the log says how.';
  }
}

/** Codes of Node, and of PostgreSQL (its manual, appendix A), that an operator can act on. */
const words = new Map([
  ['ECONNREFUSED', 'It refused the connection.'],
  ['ECONNRESET', 'It cut the connection.'],
  ['EPIPE', 'It cut the connection.'],
  ['EHOSTUNREACH', 'It cannot be reached.'],
  ['ENETUNREACH', 'It cannot be reached.'],
  ['ETIMEDOUT', 'It cannot be reached.'],
  ['ENOTFOUND', 'Its host has no address.'],
  ['EAI_AGAIN', 'Its host has no address.'],
  ['28000', 'It refused the login.'],
  ['28P01', 'It refused the login.'],
  ['3D000', 'The database is not there.'],
  ['53300', 'It has no connection left.'],
  ['57014', 'It ended the statement, which took too long.'],
  ['57P01', 'It is shutting down.'],
  ['57P02', 'It is shutting down.'],
  ['57P03', 'It is starting up or shutting down.'],
]);

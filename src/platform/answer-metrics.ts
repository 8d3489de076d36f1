import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BoundedNames } from './bounded-names.ts';

/** How much a process keeps of answers. */
export interface AnswersKept {
  answers: number;
  /** Of their JSON and keys. */
  characters: number;
}

/** From a sum of some rollups to a question that is about to be given up, in seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What becomes of analytics questions: how often the cache has the answer, and what the others cost. */
export class AnswerMetrics {
  private readonly answers: Counter<'question' | 'outcome'>;
  private readonly computing: Histogram<'question'>;
  private readonly failures: Counter<'question'>;
  private readonly waiting: Histogram;
  private readonly kept: Gauge;
  private readonly characters: Gauge;
  private read: (() => AnswersKept) | null = null;

  /** @param questions tells the names of questions apart */
  constructor(
    register: Registry,
    prefix: string,
    private readonly questions: BoundedNames,
  ) {
    const described = (name: string, help: string) => ({
      name: `${prefix}${name}`,
      help,
      registers: [register],
    });
    this.answers = new Counter({
      ...described('answers_total', 'Analytics questions answered, by whether the cache had the answer.'),
      labelNames: ['question', 'outcome'],
    });
    this.computing = new Histogram({
      ...described('answer_duration_seconds', 'Time of computing an answer, by question.'),
      labelNames: ['question'],
      buckets,
    });
    this.failures = new Counter({
      ...described('answer_failures_total', 'Answers that could not be computed, by question.'),
      labelNames: ['question'],
    });
    this.waiting = new Histogram({
      ...described('answer_wait_seconds', 'Time for which somebody waited for what another computed.'),
      buckets,
    });
    this.kept = new Gauge(described('answers_kept', 'Answers in this process.'));
    this.characters = new Gauge(
      described(
        'answers_kept_characters',
        'Characters of the answers in this process, as JSON with their keys.',
      ),
    );
  }

  given({ question, outcome }: { question: string; outcome: string }): void {
    this.answers.inc({ question: this.questions.bound(question), outcome });
  }

  /** @param ms milliseconds */
  computed({ question, ms, failed }: { question: string; ms: number; failed: boolean }): void {
    const name = this.questions.bound(question);
    this.computing.observe({ question: name }, ms / 1_000);
    if (failed) this.failures.inc({ question: name });
  }

  /** @param ms milliseconds */
  awaited(ms: number): void {
    this.waiting.observe(ms / 1_000);
  }

  watch(read: () => AnswersKept): void {
    this.read = read;
  }

  /** Sets the gauges. */
  update(): void {
    if (!this.read) return;
    const { answers, characters } = this.read();
    this.kept.set(answers);
    this.characters.set(characters);
  }
}

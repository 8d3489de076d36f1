import type { Metrics } from '../platform/metrics.ts';
import type { ApiContext } from './context.ts';

/** What became of an operation. */
export interface NotedAnswer {
  /** `query`, `mutation`, `subscription`; `none` when no operation could be read. */
  kind: string;
  /** The code of its first error, or `OK`. */
  code: string;
  ms: number;
}

/** Logs and counts the answer to an operation: the one line that each request leaves. */
export function noteAnswer(context: ApiContext, metrics: Metrics, { kind, code, ms }: NotedAnswer): void {
  metrics.requestAnswered({ operation: context.operation, kind, code, ms });
  context.log.info({ kind, code, ms: Math.round(ms) }, 'answered');
}

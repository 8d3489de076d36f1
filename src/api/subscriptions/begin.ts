import { type ExecutionArgs, GraphQLError, locatedError, subscribe } from 'graphql';
import { CodedError } from '../../model/errors.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { ApiContext } from '../context.ts';
import type { IsUnavailable } from '../errors.ts';
import { noteAnswer } from '../note-answer.ts';

/** What beginning works with. */
export interface BeginRules {
  metrics: Metrics;
  isUnavailable: IsUnavailable;
}

/** How subscriptions begin, and what is noted of it: once of each, as of every answer to a query. */
export interface Beginning {
  /** Begins a prepared subscription, as graphql-js does; it never throws, for graphql-ws would close the whole socket. */
  subscribe: typeof subscribe;
  /** Notes one that was refused before. */
  noteRefusal(context: ApiContext, error: unknown): void;
}

/** Makes the beginning of subscriptions. */
export function createBeginning({ metrics, isUnavailable }: BeginRules): Beginning {
  const note = (context: ApiContext, code: string, ms: number) =>
    noteAnswer(context, metrics, { kind: 'subscription', code, ms });
  return {
    subscribe: async (args: ExecutionArgs) => {
      const startedAt = performance.now();
      const begun = await subscribe(args).catch((error: unknown) => ({
        errors: [locatedError(error, undefined)],
      }));
      const [error] = ('errors' in begun && begun.errors) || [];
      const code = error ? codeOf(error, isUnavailable) : 'OK';
      // It is what `prepare` was given.
      note(args.contextValue as ApiContext, code, performance.now() - startedAt);
      return begun;
    },
    noteRefusal: (context, error) => note(context, codeOf(error, isUnavailable), 0),
  };
}

function codeOf(error: unknown, isUnavailable: IsUnavailable): string {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  if (cause instanceof CodedError) return cause.code;
  if (cause === undefined) return 'BAD_USER_INPUT';
  return isUnavailable(cause) ? 'UNAVAILABLE' : 'INTERNAL';
}

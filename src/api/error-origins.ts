import type { Log } from '../platform/log.ts';
import type { ApiContext } from './context.ts';

/** Remembers of which request an error came: what turns errors into words for clients is not told. */
export class ErrorOrigins {
  private readonly contexts = new WeakMap<Error, ApiContext>();

  note(errors: readonly Error[], context: ApiContext): void {
    for (const error of errors) this.contexts.set(error, context);
  }

  /** The log of the request that an error came of; undefined for an error of none. */
  logOf(error: unknown): Log | undefined {
    return error instanceof Error ? this.contexts.get(error)?.log : undefined;
  }
}

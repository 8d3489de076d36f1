import { setMaxListeners } from 'node:events';
import { CodedError } from '../model/errors.ts';
import { orAborted } from '../platform/or-aborted.ts';

interface Flight<Result> {
  result: Promise<Result>;
  /** Callers that wait. */
  waiting: number;
  end(reason: CodedError): void;
}

/** Work that is under way, by key: whoever wants the same meanwhile waits for the same. */
export class Flights<Result> {
  private readonly underWay = new Map<string, Flight<Result>>();

  /** @param limitMs work is given up after so long, in milliseconds */
  constructor(private readonly limitMs: number) {}

  has(key: string): boolean {
    return this.underWay.has(key);
  }

  /**
   * What the work under a key gives; it is begun where it is not under way. It ends when nobody waits for it any more,
   * and not before: a caller that gives up leaves the others alone.
   *
   * @param signal has this caller give up
   * @throws the signal's reason; what the work throws, to each who waits; UNAVAILABLE when it takes too long
   */
  async join(
    key: string,
    work: (ending: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const flight = this.underWay.get(key) ?? this.begin(key, work);
    flight.waiting += 1;
    try {
      return await orAborted(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.end(new CodedError('UNAVAILABLE', 'Nobody waits for it any more.'));
    }
  }

  private begin(key: string, work: (ending: AbortSignal) => Promise<Result>): Flight<Result> {
    const ending = new AbortController();
    setMaxListeners(0, ending.signal);
    let isOver = false;
    const forget = () => {
      isOver = true;
      clearTimeout(timer);
      if (this.underWay.get(key) === flight) this.underWay.delete(key);
    };
    const flight: Flight<Result> = {
      result: orAborted(work(ending.signal), ending.signal).finally(() => forget()),
      waiting: 0,
      end: (reason) => {
        if (isOver) return;
        // Who comes now is not to share its end.
        forget();
        ending.abort(reason);
      },
    };
    const timer = setTimeout(() => flight.end(tooSlow(this.limitMs)), this.limitMs);
    timer.unref();
    this.underWay.set(key, flight);
    return flight;
  }
}

function tooSlow(ms: number): CodedError {
  return new CodedError(
    'UNAVAILABLE',
    `The answer took more than ${ms / 1000} s and was given up. Ask for less, or try again later.`,
  );
}

import PQueue from 'p-queue';
import type { Analysis } from '../../../model/report.ts';
import type { Log } from '../../../platform/log.ts';
import type { ArticleText } from '../analyser.ts';
import { askModel, candidatesOf, type ModelServer } from './ask-model.ts';
import { applyModelAnswer, type ReadAnswer } from './model-answer.ts';
import { ModelRefusal } from './model-refusal.ts';

/** How a language model is asked. */
export interface SecondLookOptions extends ModelServer {
  /** Calls in one run; what comes after them is analysed by the rules alone. */
  callsPerRun: number;
  /** Tokens that the answers of one run may have cost, as the server reports them; calls that are under way are finished. */
  tokensPerRun: number;
  /** Calls under way at the same time, of all runs. */
  callsAtOnce: number;
}

/** Looks at an article again, after the rules; gives their analysis with the reason where the model is not followed. */
export type Look = (article: ArticleText, local: Analysis, signal?: AbortSignal) => Promise<Analysis>;

/** A language model that may correct what the rules found. */
export interface SecondLook {
  /** What looks again in one run, within a budget of its own. */
  forRun(): Look;
}

/** After so many failures in a row the model is left alone for a while, in milliseconds. */
const failuresInRow = 5;
const restMs = 60_000;

/**
 * Makes the second look. What the model answers is held to the brands it was asked about and to fixed words; an article
 * without brands, counted or refused, is not shown to it.
 *
 * @param now the clock, in milliseconds
 */
export function createSecondLook(options: SecondLookOptions, log: Log, now: () => number): SecondLook {
  const queue = new PQueue({ concurrency: options.callsAtOnce });
  let failed = 0;
  let restUntil = 0;

  const ask = async (article: ArticleText, local: Analysis, signal?: AbortSignal): Promise<ReadAnswer> => {
    if (now() < restUntil) throw new ModelRefusal('RESTING', 'It is left alone for a while.');
    try {
      const read = await askModel(options, article, local, signal);
      failed = 0;
      return read;
    } catch (error) {
      if (error instanceof ModelRefusal) noteFailure(error);
      throw error;
    }
  };
  const noteFailure = ({ message, spareMs }: ModelRefusal) => {
    failed += 1;
    if (spareMs === null && failed < failuresInRow) return;
    failed = 0;
    restUntil = Math.max(restUntil, now() + (spareMs ?? restMs));
    log.warn({ reason: message }, 'the language model fails and is left alone for a while');
  };

  return {
    forRun() {
      let calls = 0;
      let tokens = 0;
      return async (article, local, signal) => {
        if (local.mentions.length === 0 && candidatesOf(local).length === 0) return local;
        try {
          return await queue.add(async () => {
            if (calls >= options.callsPerRun || tokens >= options.tokensPerRun) {
              throw new ModelRefusal(
                'BUDGET',
                `It was asked ${calls} times in this run, for ${tokens} tokens.`,
              );
            }
            if (now() >= restUntil) calls += 1;
            const read = await ask(article, local, signal);
            tokens += read.tokens ?? 0;
            return applyModelAnswer(local, read.answer);
          });
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof ModelRefusal)) throw error;
          log.debug({ reason: error.reason, why: error.message }, 'the language model was not followed');
          return { ...local, analysedBy: 'LOCAL', analysisNote: error.reason };
        }
      };
    },
  };
}

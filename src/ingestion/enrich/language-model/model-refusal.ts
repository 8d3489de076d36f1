import type { AnalysisNote } from '../../../model/second-look.ts';

/** The model is not followed; the local analysis stays. */
export class ModelRefusal extends Error {
  override readonly name = 'ModelRefusal';

  constructor(
    readonly reason: AnalysisNote,
    message: string,
    /** How long the server asked to be spared, in milliseconds. */
    readonly spareMs: number | null = null,
  ) {
    super(message);
  }
}

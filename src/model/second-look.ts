/** Who had the last word on a report's brands, tone and topic: the rules of this process, or a language model. */
export const analysedBys = ['LOCAL', 'MODEL'] as const;
/** One of {@link analysedBys}. */
export type AnalysedBy = (typeof analysedBys)[number];

/**
 * Why a language model that is set up had no say in a report. BUDGET: the calls of the run were used up; RESTING: it had
 * just failed several times in a row, or asked to be spared; TIMEOUT: no whole answer in time; UNREACHABLE: no connection,
 * or one that broke; STATUS: another status than 200; TOO_LARGE: an answer of more than is read; NO_JSON: an answer that
 * is none of the interface's, or whose text is no JSON; WRONG_SHAPE: JSON of another shape than asked for;
 * UNKNOWN_BRAND: brands other than those it was asked about.
 */
export const analysisNotes = [
  'BUDGET',
  'RESTING',
  'TIMEOUT',
  'UNREACHABLE',
  'STATUS',
  'TOO_LARGE',
  'NO_JSON',
  'WRONG_SHAPE',
  'UNKNOWN_BRAND',
] as const;
/** One of {@link analysisNotes}. */
export type AnalysisNote = (typeof analysisNotes)[number];

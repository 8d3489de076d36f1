/** What is used of VADER, which brings no types. */
declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** `compound` goes from -1 to 1. */
    polarity_scores(text: string): { compound: number };
  };
}

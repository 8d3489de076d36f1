import { analyticsQuestions } from './analytics-questions.ts';
import { brandQuestions } from './brand-questions.ts';
import { listQuestions } from './list-questions.ts';
import type { Question } from './question.ts';
import { zoneQuestions } from './zone-questions.ts';

/** All questions, in the order of the table. */
export const questions: readonly Question[] = [
  ...analyticsQuestions,
  ...brandQuestions,
  ...zoneQuestions,
  ...listQuestions,
];

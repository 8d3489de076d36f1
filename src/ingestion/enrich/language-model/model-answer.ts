import { z } from 'zod';
import { type Analysis, sentiments, tones, topics } from '../../../model/report.ts';
import { ModelRefusal } from './model-refusal.ts';

/** What the model is to answer; nothing else is read of it. */
export const modelAnswer = z.strictObject({
  mentions: z.array(
    z.strictObject({
      brand: z.string(),
      isMention: z.boolean(),
      tone: z.enum(tones),
      score: z.number().min(-1).max(1),
    }),
  ),
  topic: z.enum(topics),
  sentiment: z.enum(sentiments),
  sentimentScore: z.number().min(-1).max(1),
});
type ModelAnswer = z.infer<typeof modelAnswer>;

/** As much of the interface's answer as is used (`POST /chat/completions` of OpenAI, which others serve too). */
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * Reads the text of an answer.
 *
 * @param asked the brands that it was asked about
 * @throws {ModelRefusal} NO_JSON, WRONG_SHAPE or UNKNOWN_BRAND
 */
export function readModelAnswer(text: string, asked: readonly string[]): ModelAnswer {
  const outer = completion.safeParse(parseJson(text));
  if (!outer.success) throw new ModelRefusal('NO_JSON', 'It answered something that is no completion.');
  const content = outer.data.choices[0]?.message.content ?? '';
  const inner = modelAnswer.safeParse(parseJson(content));
  if (!inner.success) throw new ModelRefusal('WRONG_SHAPE', z.prettifyError(inner.error));
  const named = inner.data.mentions.map(({ brand }) => brand);
  const unknown = named.find((brand) => !asked.includes(brand));
  if (unknown !== undefined) throw new ModelRefusal('UNKNOWN_BRAND', `It was not asked about "${unknown}".`);
  if (new Set(named).size !== named.length || named.length !== asked.length) {
    throw new ModelRefusal('WRONG_SHAPE', 'It did not answer once for each brand.');
  }
  return inner.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelRefusal('NO_JSON', 'It answered something that is no JSON.');
  }
}

/** The analysis as the model corrects it: it may take mentions away and judge tone, but adds none. */
export function applyModelAnswer(local: Analysis, answer: ModelAnswer): Analysis {
  const byBrand = new Map(answer.mentions.map((mention) => [mention.brand, mention]));
  return {
    ...local,
    // It reads what the rules do not: other languages.
    analysis: 'FULL',
    topics: [answer.topic, ...local.topics.filter((topic) => topic !== answer.topic && topic !== 'OTHER')],
    sentiment: answer.sentiment,
    sentimentScore: answer.sentimentScore,
    mentions: local.mentions.flatMap((mention) => {
      const said = byBrand.get(mention.brand);
      // What it was not asked about stays as it is.
      if (said === undefined) return [mention];
      return said.isMention ? [{ ...mention, tone: said.tone, score: said.score }] : [];
    }),
    analysedBy: 'MODEL',
    analysisNote: null,
  };
}

import { z } from 'zod';
import { type MentionVerdict, withModelsWord } from '../../../model/mention-correction.ts';
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
  usage: z
    .object({ total_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
});

/** An answer that is of the shape asked for. */
export interface ReadAnswer {
  answer: ModelAnswer;
  /** What the server says it cost, question and answer together; null when it does not say. */
  tokens: number | null;
}

/**
 * Reads the text of an answer.
 *
 * @param asked the brands that it was asked about
 * @throws {ModelRefusal} NO_JSON, WRONG_SHAPE or UNKNOWN_BRAND
 */
export function readModelAnswer(text: string, asked: readonly string[]): ReadAnswer {
  const outer = completion.safeParse(parseJson(text));
  if (!outer.success) throw new ModelRefusal('NO_JSON', 'It answered something that is no completion.');
  const tokens = outer.data.usage?.total_tokens ?? null;
  const content = outer.data.choices[0]?.message.content ?? '';
  const inner = modelAnswer.safeParse(parseJson(content));
  if (!inner.success) throw new ModelRefusal('WRONG_SHAPE', z.prettifyError(inner.error));
  const named = inner.data.mentions.map(({ brand }) => brand);
  const unknown = named.find((brand) => !asked.includes(brand));
  if (unknown !== undefined) throw new ModelRefusal('UNKNOWN_BRAND', `It was not asked about "${unknown}".`);
  if (new Set(named).size !== named.length || named.length !== asked.length) {
    throw new ModelRefusal('WRONG_SHAPE', 'It did not answer once for each brand.');
  }
  return { answer: inner.data, tokens };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelRefusal('NO_JSON', 'It answered something that is no JSON.');
  }
}

/**
 * The analysis as the model corrects it: it may take mentions away, bring back what the rules refused, and judge tone, but
 * adds nothing that it was not asked about. What it says against the rules has the reason MODEL.
 */
export function applyModelAnswer(local: Analysis, answer: ModelAnswer): Analysis {
  const byBrand = new Map(answer.mentions.map((mention) => [mention.brand, mention]));
  const counted = new Set(local.mentions.map(({ brand }) => brand));
  const against = answer.mentions.filter(({ brand, isMention }) => isMention !== counted.has(brand));
  const verdicts = against.map(({ brand, isMention }): [string, MentionVerdict] => [
    brand,
    isMention ? 'IS_MENTION' : 'IS_NOT_MENTION',
  ]);
  const { mentions, rejectedMentions } = withModelsWord(local, new Map(verdicts));
  return {
    ...local,
    // It reads what the rules do not: other languages.
    analysis: 'FULL',
    topics: [answer.topic, ...local.topics.filter((topic) => topic !== answer.topic && topic !== 'OTHER')],
    sentiment: answer.sentiment,
    sentimentScore: answer.sentimentScore,
    mentions: mentions.map((mention) => {
      const said = byBrand.get(mention.brand);
      // What it was not asked about stays as it is.
      return said === undefined ? mention : { ...mention, tone: said.tone, score: said.score };
    }),
    rejectedMentions,
    analysedBy: 'MODEL',
    analysisNote: null,
  };
}

import { signatureOf } from '../../src/ingestion/enrich/story/signature.ts';
import type { NewReport } from '../../src/model/report.ts';
import { epoch, makeReports } from './seed.ts';

/** What a test says of a report; the rest is made up. */
export interface ToldNews {
  title: string;
  source: string;
  /** When it was published, in hours after {@link epoch}. */
  hours: number;
  text?: string;
}

let made = 0;

/** A report on Gucci, with a key that no other has. */
export function newsOf({ title, source, hours, text }: ToldNews): NewReport {
  const [report] = makeReports(1, 1, []);
  if (!report) throw new Error('no report was made');
  made += 1;
  const fullText = text ?? null;
  return {
    ...report,
    title,
    source,
    language: 'en',
    summary: null,
    fullText,
    publishedAt: new Date(epoch.getTime() + hours * 3_600_000),
    mentions: [
      {
        brand: 'Gucci',
        name: 'Gucci',
        position: 'HEADLINE',
        reason: 'NAME',
        count: 1,
        tone: 'NEUTRAL',
        score: 0,
        confidence: 1,
        quote: title,
      },
    ],
    keys: [`url:https://press.example/news/${made}`],
    signature: signatureOf({ title, source, summary: null, text: fullText, brands: ['Gucci'] }),
  };
}

import type { NewReport } from '../../src/model/report.ts';
import { makeReports } from './seed.ts';

/** A report in a story of its own that praises some brands. @param name unique in its tenant */
export function reportAbout(name: string, publishedAt: Date, brands: readonly string[]): NewReport {
  const [sample] = makeReports(7, 1);
  if (!sample) throw new Error('no report was made');
  const mentions = brands.map((brand) => ({
    brand,
    position: 'BODY' as const,
    count: 1,
    tone: 'POSITIVE' as const,
    score: 0.5,
    confidence: 1,
    quote: `Said of ${brand}.`,
    reason: 'NAME' as const,
    name: brand,
  }));
  const keys = [`url:https://press.example/about/${name}`];
  return {
    ...sample,
    title: name,
    keys,
    signature: { ...sample.signature, keys: [] },
    publishedAt,
    mentions,
  };
}

import { signatureOf } from '../../../src/ingestion/enrich/story/signature.ts';
import { halves, judgePairs } from '../../support/story-pairs.ts';
import { figures, type Section } from './section.ts';

/** Whether two articles are taken for the same news, on the labelled pairs, and what a signature costs. */
export const stories: Section = {
  title: 'Stories: the same news or not (test/fixtures/enrich/story-pairs.jsonl)',
  print() {
    const pairs = judgePairs();
    const rows = halves.map((half) => {
      const own = pairs.filter((pair) => pair.half === half);
      const right = own.filter(({ same, found }) => same && found).length;
      const wrong = own.filter(({ same, found }) => !same && found).length;
      const missed = own.filter(({ same, found }) => same && !found).length;
      return { half, pairs: own.length, ...figures({ right, wrong, missed }) };
    });
    console.table(rows);
    console.log(
      `a signature takes ${millisecondsOfSignature().toFixed(2)} ms of processor time (1,200 words, warm)`,
    );
  },
};

function millisecondsOfSignature(): number {
  const times = 300;
  const text = Array.from({ length: 1_000 }, (_, at) => `Word${at % 7 === 0 ? at : ''} of number ${at}`).join(
    ' ',
  );
  const make = () =>
    signatureOf({ title: 'Gucci opens a store', source: 'A', summary: null, text, brands: ['Gucci'] });
  for (let at = 0; at < times; at += 1) make();
  // Processor time, since other work on the machine would count otherwise.
  const start = process.cpuUsage();
  for (let at = 0; at < times; at += 1) make();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000 / times;
}

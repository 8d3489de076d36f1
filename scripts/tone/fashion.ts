import { readFileSync } from 'node:fs';
import { type LabelledTarget, placeIn, type ToneClass } from './newsmtsc.ts';

const file = new URL('fashion-sentences.txt', import.meta.url);
/** A target with its tone: '[+Prada]'. */
const mark = /\[([-=+])([^\]]+)\]/g;
const tones: Record<string, ToneClass> = { '-': 0, '=': 1, '+': 2 };

/**
 * The targets of our own sentences of fashion news, to learn from; each sentence is a group.
 *
 * @throws {Error} when a line marks no target, or the same sentence stands there twice
 */
export function readFashionSentences(): LabelledTarget[] {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const text = line.replaceAll(mark, '$2');
    if (seen.has(text)) throw new Error(`Twice in fashion-sentences.txt: ${text}`);
    seen.add(text);
    const targets = targetsIn(line, text);
    if (targets.length === 0) throw new Error(`No target in: ${line}`);
    return targets;
  });
}

function targetsIn(line: string, text: string): LabelledTarget[] {
  let marks = 0;
  return [...line.matchAll(mark)].flatMap(({ index, 0: marked, 1: sign = '', 2: name = '' }) => {
    const from = index - marks;
    marks += marked.length - name.length;
    const place = placeIn(text, from, from + name.length);
    const tone = tones[sign];
    return place === null || tone === undefined ? [] : [{ place, tone, group: text }];
  });
}

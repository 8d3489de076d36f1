import type { Candidate } from './hit.ts';

/** The longest quote, in characters. */
export const MAX_QUOTE_CHARACTERS = 500;

/** The sentence of a candidate as published; a longer one is cut around the name, with '…' where it was cut. */
export function quoteOf({ sentence, from, to }: Candidate): string {
  const { text, tokens } = sentence;
  if (text.length <= MAX_QUOTE_CHARACTERS) return text;
  const nameStart = tokens[from]?.start ?? 0;
  const nameEnd = tokens[to - 1]?.end ?? nameStart;
  const room = MAX_QUOTE_CHARACTERS - 2;
  let start = Math.max(
    0,
    Math.min(nameStart - Math.floor((room - (nameEnd - nameStart)) / 2), text.length - room),
  );
  let end = Math.min(text.length, start + room);
  if (start > 0) start = Math.min(nameStart, text.indexOf(' ', start) + 1);
  if (end < text.length) end = Math.max(nameEnd, text.lastIndexOf(' ', end));
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

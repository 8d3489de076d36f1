import { readFileSync } from 'node:fs';

/** An answer that stands in a document, in its block. */
export interface WrittenAnswer {
  /** The block's language: `json`, or `text` for a stream of events. */
  language: string;
  text: string;
  /** The HTTP status that the sentence above it names; 200 when it names none. */
  status: number;
}

/** A request that stands in a document, with what follows it. */
export interface Example {
  /** The document and the line of the request: `docs/api.md:12`. */
  place: string;
  /** `graphql`: an operation. `sh`: a curl command. */
  language: 'graphql' | 'sh';
  text: string;
  variables: Record<string, unknown>;
  /** Null when nothing answers it. */
  answer: WrittenAnswer | null;
  /** Headers of the answer that are shown after it, by name. */
  headers: Record<string, string>;
}

interface Block {
  language: string;
  text: string;
  line: number;
  /** The text line above it; empty when another block is nearer. */
  lead: string;
}

const root = new URL('../../', import.meta.url);

/**
 * The examples of a document, in its order. A block of `graphql`, or of `sh` that begins with curl, is a request. What
 * follows it belongs to it: `json` under a line that ends with 'with the variables:' are its variables; the next `json`
 * or `text` is its answer, with the status that the line above it names ('with status 400:'); `http` are headers of that
 * answer. All other blocks are no examples.
 *
 * @param path from the root of the project
 */
export function examplesOf(path: string): Example[] {
  return examplesIn(readDocument(path), path);
}

/** As {@link examplesOf}, of a text. @param name what it is called in the places of its examples */
export function examplesIn(document: string, name: string): Example[] {
  const examples: Example[] = [];
  for (const { language, text, line, lead } of blocksOf(document)) {
    const current = examples.at(-1);
    if (language === 'graphql' || (language === 'sh' && text.startsWith('curl '))) {
      examples.push({ place: `${name}:${line}`, language, text, variables: {}, answer: null, headers: {} });
    } else if (!current) {
      // Nothing was asked yet.
    } else if (language === 'json' && lead.endsWith('with the variables:')) {
      current.variables = JSON.parse(text);
    } else if ((language === 'json' || language === 'text') && !current.answer) {
      current.answer = { language, text, status: Number(/\bstatus (\d{3})\b/.exec(lead)?.[1] ?? 200) };
    } else if (language === 'http') {
      current.headers = headersIn(text);
    }
  }
  return examples;
}

/** The texts of a document's blocks of one language, in its order. */
export function blocksOfLanguage(path: string, language: string): string[] {
  return blocksOf(readDocument(path))
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}

/** The rows of a document's tables that have so many columns, each a list of its cells; headings are among them. */
export function rowsOf(path: string, columns: number): string[][] {
  return readDocument(path)
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .map((line) => line.split('|').slice(1, -1))
    .filter((cells) => cells.length === columns)
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** A document of the project, as text. @param path from the root of the project */
export function readDocument(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let lead = '';
  for (const [at, line] of document.split('\n').entries()) {
    if (open && line.trim() === '```') {
      blocks.push(open);
      open = null;
      lead = '';
    } else if (open) {
      open.text += `${line}\n`;
    } else if (line.startsWith('```')) {
      open = { language: line.slice(3).trim(), text: '', line: at + 1, lead };
    } else if (line.trim() !== '') {
      lead = line.trim();
    }
  }
  return blocks;
}

function headersIn(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', value = ''] = line.split(/:\s*/, 2);
        return [name.toLowerCase(), value];
      }),
  );
}

/** What a curl command sends. */
export interface CurlRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Reads a curl command as a shell and curl would, as far as documents use them: words in quotes, lines that go on after
 * a backslash, variables in double quotes or bare; `-H`, `-d` and `-o` with a value, flags without one.
 *
 * @param environment the values of variables
 * @throws {Error} for a variable without a value, an option it does not know, a request without an address
 */
export function readCurl(command: string, environment: Record<string, string>): CurlRequest {
  const [program, ...words] = wordsOf(command.trim().replace(/\\\n/g, ' '), environment);
  if (program !== 'curl') throw new Error(`no curl command: ${command}`);
  const headers: Record<string, string> = {};
  let url: string | null = null;
  let body: string | null = null;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(words.shift() ?? '') ?? [];
      headers[name.toLowerCase()] = value;
    } else if (word === '-d') body = words.shift() ?? null;
    else if (word === '-o') words.shift();
    else if (/^-[sNi]+$/.test(word)) continue;
    else if (word.startsWith('-')) throw new Error(`curl's option ${word} is not known here`);
    else url = word;
  }
  if (url === null) throw new Error(`no address in: ${command}`);
  return { url, method: body === null ? 'GET' : 'POST', headers, body };
}

function wordsOf(line: string, environment: Record<string, string>): string[] {
  const words: string[] = [];
  const word = /(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"])+/g;
  for (const [text] of line.matchAll(word)) {
    words.push(
      text.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|([^'"]+)/g, (_, single, double, bare) =>
        single !== undefined
          ? single
          : double !== undefined
            ? filledIn(double.replace(/\\(["\\$`])/g, '$1'), environment)
            : filledIn(bare, environment),
      ),
    );
  }
  return words;
}

function filledIn(text: string, environment: Record<string, string>): string {
  return text.replace(/\$(\w+)/g, (_, name: string) => {
    const value = environment[name];
    if (value === undefined) throw new Error(`$${name} has no value`);
    return value;
  });
}

/**
 * Reads comma-separated values as RFC 4180 writes them: CRLF after every record, the last one included, quotes around
 * whatever holds a comma, a quote or a line break, a quote within written twice.
 *
 * @throws {Error} at anything the RFC does not allow, with where it stands
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`);
  };
  while (at < text.length) {
    record.push(text[at] === '"' ? readQuoted() : readPlain());
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) fail('no value');
    } else if (text.startsWith('\r\n', at)) {
      at += 2;
      records.push(record);
      record = [];
    } else {
      fail('neither comma nor CRLF');
    }
  }
  if (record.length > 0) fail('no CRLF');
  return records;

  function readPlain(): string {
    const plain = /[^,"\r\n]*/y;
    plain.lastIndex = at;
    const value = plain.exec(text)?.[0] ?? '';
    at += value.length;
    return value;
  }

  function readQuoted(): string {
    const quoted = /"((?:[^"]|"")*)"/y;
    quoted.lastIndex = at;
    const value = quoted.exec(text)?.[1] ?? fail('an open quote');
    at = quoted.lastIndex;
    return value.replaceAll('""', '"');
  }
}

/** The records after the heading, by the heading's names. */
export function readCsv(text: string): Record<string, string>[] {
  const [heading = [], ...records] = parseCsv(text);
  return records.map((record) => {
    if (record.length !== heading.length) throw new Error(`${record.length} values: ${record.join('|')}`);
    return Object.fromEntries(heading.map((name, at) => [name, record[at] ?? '']));
  });
}

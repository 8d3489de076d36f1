import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/api/http-status.ts';
import { readConfig } from '../../src/config.ts';
import { errorCodes } from '../../src/model/errors.ts';
import { Correspondence } from '../support/correspondence.ts';
import { readCurl } from '../support/curl.ts';
import { examplesIn, readDocument, rowsOf } from '../support/documents.ts';

/** Each variable of the environment, with how src/config.ts reads it. */
const variables = new Map(
  readDocument('src/config.ts')
    .split('const environment = z')[1]
    ?.split('\n  .refine(')[0]
    ?.split(/^ {4}(?=[A-Z_]+: )/m)
    .slice(1)
    .map((entry): [string, string] => [entry.split(':', 1)[0] ?? '', entry]),
);
/** As variables are written, several in a row too; codes of errors look like them. */
const areNames = /^[A-Z][A-Z_]+(, [A-Z][A-Z_]+)*$/;
/** What has to be set for every other variable to matter. */
const base = {
  AUTH_JWKS_URL: 'https://login.example/keys',
  AUTH_ISSUER: 'https://login.example/',
  AUTH_AUDIENCE: 'fashion-hunting',
};

describe('docs/operations.md', () => {
  const documented = rowsOf('docs/operations.md', 3).flatMap(([names = '', defaults = '']) => {
    if (!areNames.test(names)) return [];
    const each = names.split(', ');
    const values = each.length === 1 ? [defaults] : defaults.split(', ');
    return each.map((name, at) => ({ name, value: values[at] }));
  });

  it('names every variable of the environment once, and no other', () => {
    expect(variables.size).toBeGreaterThan(30);
    expect(documented.map(({ name }) => name).sort()).toEqual([...variables.keys()].sort());
  });

  it.each(documented)('says rightly what $name is when it is absent: $value', ({ name, value }) => {
    const hasNoDefault = /\.optional\(\)|\borigins\(\)|\.default\(''\)/.test(variables.get(name) ?? '');
    expect(value === '–').toBe(hasNoDefault);
    if (value === undefined || hasNoDefault) return;
    expect(readConfig({ ...base, [name]: value })).toEqual(readConfig(base));
  });
});

describe('docs/api.md', () => {
  const settings = rowsOf('docs/api.md', 4).filter(([, , setting = '']) => areNames.test(setting));

  it('names every limit that can be set', () => {
    const limits = [...variables.keys()].filter((name) => /^(LIMIT|RATE_LIMIT)_/.test(name));
    expect(settings.map(([, , setting]) => setting).sort()).toEqual(limits.sort());
  });

  it.each(settings)('says rightly of "%s" that %s is usual', (_what, usual = '', setting = '') => {
    const [number = ''] = /\d[\d,]*/.exec(usual) ?? [];
    expect(readConfig({ [setting]: number.replaceAll(',', '') })).toEqual(readConfig({}));
  });

  it('says of every code with which status it comes', () => {
    const statuses = rowsOf('docs/api.md', 4).flatMap(([code = '', status = '']) =>
      areNames.test(code) && /^\d{3}$/.test(status) ? [[code, Number(status)]] : [],
    );
    expect(statuses.sort()).toEqual(errorCodes.map((code) => [code, statusOf(code)]).sort());
  });
});

describe('an example of a document', () => {
  const fence = '```';
  const request = `${fence}graphql\n{ viewer { role } }\n${fence}\n`;

  it('has the variables, the answer, the status and the headers that follow it', () => {
    const document = [
      request,
      `with the variables:\n${fence}json\n{ "a": 1 }\n${fence}\n`,
      `with status 400:\n${fence}json\n{ "b": 2 }\n${fence}\nA word.\n`,
      `${fence}http\nX-Query-Cost: 1\n${fence}\n`,
    ].join('');
    expect(examplesIn(document, 'page')).toEqual([
      {
        place: 'page:1',
        language: 'graphql',
        text: '{ viewer { role } }\n',
        variables: { a: 1 },
        answer: { language: 'json', text: '{ "b": 2 }\n', status: 400 },
        headers: { 'x-query-cost': '1' },
      },
    ]);
  });

  it('has none of what follows the next one', () => {
    const document = `${request}${request}${fence}json\n{}\n${fence}\n`;
    expect(examplesIn(document, 'page').map(({ answer }) => answer?.text)).toEqual([undefined, '{}\n']);
  });

  it('may be a curl command, and no other command', () => {
    const document = `${fence}sh\nnpm start\n${fence}\n${fence}sh\ncurl http://localhost\n${fence}\n`;
    expect(examplesIn(document, 'page').map(({ text }) => text)).toEqual(['curl http://localhost\n']);
  });
});

describe('a curl command', () => {
  it('is read as a shell and curl read it', () => {
    const command = `curl -sN http://localhost:4000/graphql \\
  -H 'a: $KEY' -H "b: Bearer $KEY" \\
  -d '{ "query": "{ report(id: \\"x\\") { id } }" }'\n`;
    expect(readCurl(command, { KEY: 'fh_1' })).toEqual({
      url: 'http://localhost:4000/graphql',
      method: 'POST',
      headers: { a: '$KEY', b: 'Bearer fh_1' },
      body: '{ "query": "{ report(id: \\"x\\") { id } }" }',
    });
  });

  it.each(['curl -H "a: $NOBODY" http://localhost', 'curl --data x http://localhost', 'curl -s', 'wget x'])(
    'that cannot be read is an error: %s',
    (command) => {
      expect(() => readCurl(command, {})).toThrow();
    },
  );
});

describe('an answer of a document', () => {
  const [one, other, third] = [1, 2, 3].map((last) => `01a21187-a8ed-7e0e-91c7-bfb00e7d9b2${last}`);
  const areAlike = (written: unknown, real: unknown, correspondence = new Correspondence()) => {
    const shapes = correspondence.compare(written, real);
    return JSON.stringify(shapes.written) === JSON.stringify(shapes.real);
  };

  it.each([
    ['an id', `No report ${one}.`, `No report ${other}.`],
    ['a time', '2026-11-05T15:45:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['a key', `fh_${'a'.repeat(43)}`, `fh_${'-'.repeat(43)}`],
    ['the beginning of a key', 'fh_aaaaaaaa', 'fh_bbbb-bbb'],
    ['a link', 'http://localhost:4000/exports/abc', 'https://api.example/exports/abcdef'],
  ])('is alike though %s differs', (_what, written, real) => {
    expect(areAlike({ value: written }, { value: real })).toBe(true);
  });

  it('is alike though a cursor differs, and only a cursor', () => {
    const [written, real] = ['a'.repeat(40), 'b'.repeat(50)];
    expect(areAlike({ endCursor: written }, { endCursor: real })).toBe(true);
    expect(areAlike({ title: written }, { title: real })).toBe(false);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: one }, { a: 'no id' }],
    [{ message: 'first: 0' }, { message: 'first: 1' }],
  ])('is unlike when anything else differs: %j, %j', (written, real) => {
    expect(areAlike(written, real)).toBe(false);
  });

  it('lends its values to later requests, which are sent with the real ones', () => {
    const correspondence = new Correspondence();
    correspondence.compare({ id: one }, { id: other });
    expect(correspondence.translate(`{ feed(id: "${one}") { id } }`)).toBe(`{ feed(id: "${other}") { id } }`);
    expect(correspondence.translateJson({ id: one })).toEqual({ id: other });
  });

  it('shows no two things by one value', () => {
    expect(() => new Correspondence().compare([one, one], [other, third])).toThrow('two things');
  });
});

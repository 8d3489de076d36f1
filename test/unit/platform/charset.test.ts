import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, withoutIllegalCharacters } from '../../../src/platform/charset.ts';

const xml = (bytes: Uint8Array, contentType: string | null = null) => {
  const { text, charset } = decodeText(bytes, { contentType, kind: 'xml' });
  return { text, charset };
};
const html = (bytes: Uint8Array, contentType: string | null = null) =>
  decodeText(bytes, { contentType, kind: 'html' });
const french = 'Défilé à Paris : l’été de Chloé';
const russian = 'Показ новой коллекции в Москве прошёл с большим успехом';

describe('bytes are read as text', () => {
  it.each([
    ['utf-8', Buffer.from(`\uFEFF${french}`)],
    ['utf-16le', iconv.encode(french, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(french, 'utf-16be', { addBOM: true })],
  ])('by their byte order mark (%s), before all else', (charset, bytes) => {
    expect(xml(bytes, 'text/xml; charset=koi8-r')).toEqual({ text: french, charset });
  });

  it('as UTF-16 without a mark, when they begin as XML does in it', () => {
    expect(xml(iconv.encode(`<a>${french}</a>`, 'utf-16le'))).toEqual({
      text: `<a>${french}</a>`,
      charset: 'utf-16le',
    });
  });

  it('as UTF-8 when they are UTF-8, whatever header and prolog say', () => {
    const document = `<?xml version="1.0" encoding="windows-1251"?><a>${french}</a>`;
    expect(xml(Buffer.from(document), 'text/xml; charset=ISO-8859-1')).toEqual({
      text: document,
      charset: 'utf-8',
    });
  });

  it('as UTF-8 when the end cuts a character', () => {
    const bytes = Buffer.from(`${french} é`);
    expect(xml(bytes.subarray(0, -1)).charset).toBe('utf-8');
  });

  it('by the header, then by the prolog', () => {
    const document = `<?xml version="1.0" encoding="koi8-r"?><a>${russian}</a>`;
    expect(xml(iconv.encode(document, 'win1251'), "text/xml; charset='Windows-1251'").text).toBe(document);
    expect(xml(iconv.encode(document, 'koi8-r'), 'text/xml').text).toBe(document);
  });

  it.each(['cp-1251', 'CP1251', 'windows-1251', 'win-1251', 'Windows_1251', 'x-cp1251'])(
    'knows the label %s',
    (label) => {
      const { text } = xml(iconv.encode(russian, 'win1251'), `text/xml; charset=${label}`);
      expect(text).toBe(russian);
    },
  );

  it.each(['latin1', 'ISO-8859-1', 'iso8859-1', 'us-ascii'])(
    'reads %s as the web does, as windows-1252',
    (label) => {
      expect(xml(iconv.encode(french, 'win1252'), `text/xml; charset=${label}`)).toEqual({
        text: french,
        charset: 'windows-1252',
      });
    },
  );

  it.each(['base64', 'hex', 'utf-7', 'utf-16', 'no-such-charset', 'x'.repeat(500)])(
    'does not trust the label %s',
    (label) => {
      expect(xml(iconv.encode(french, 'win1252'), `text/xml; charset=${label}`).charset).toBe('windows-1252');
    },
  );

  it('by a declaration of UTF-8 only while most characters bear it out', () => {
    const prolog = '<?xml version="1.0" encoding="utf-8"?>';
    const oneBroken = Buffer.concat([
      Buffer.from(`${prolog}${french}`),
      Buffer.from([0xe9, 0x20]),
      Buffer.from(french),
    ]);
    expect(xml(oneBroken).charset).toBe('utf-8');
    expect(xml(iconv.encode(`${prolog}${french}`, 'win1252')).text).toContain(french);
  });

  it('by a meta element of a page, late as it may come', () => {
    const late = `<html><head><!--${' '.repeat(2000)}--><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`;
    expect(html(iconv.encode(`${late}<p>${russian}`, 'win1251')).text).toContain(russian);
  });

  it('as a Latin script when its odd letters stand in Latin words', () => {
    expect(html(iconv.encode(`<p>${french}</p>`, 'win1252')).text).toContain(french);
  });

  it('by a detector when nothing is declared', () => {
    expect(html(iconv.encode(`<p>${russian}. ${russian}.`, 'koi8-r')).text).toContain(russian);
    const japanese = 'パリ・コレクションで新作を発表した。ブランドの歴史を振り返る展示も開かれる。';
    expect(html(iconv.encode(japanese, 'shift_jis')).text).toBe(japanese);
    expect(html(iconv.encode(japanese, 'euc-jp')).text).toBe(japanese);
  });

  it('as ISO-2022-JP when it is declared, though its bytes are ASCII', () => {
    const bytes = Buffer.from('<a>\x1b$B%Q%j\x1b(B</a>', 'latin1');
    expect(xml(bytes, 'text/xml; charset=ISO-2022-JP').text).toBe('<a>パリ</a>');
  });

  it('without NUL, controls and lone surrogates, which no database stores', () => {
    expect(xml(Buffer.from('a\0b\u0001\tc\r\nd\uFFFE')).text).toBe('ab\tc\r\nd');
    expect(withoutIllegalCharacters('a\uD800b\uDC00c👗')).toBe('abc👗');
  });

  it('and the characters that were left out are counted', () => {
    const hints = { contentType: null, kind: 'xml' as const };
    const decoded = decodeText(Buffer.from('\uFEFFone\u0000 two\u0008\u000B\n'), hints);
    expect(decoded).toEqual({ text: 'one two\n', charset: 'utf-8', illegalCharacters: 3 });
  });

  it('even when there are none', () => {
    expect(xml(new Uint8Array())).toEqual({ text: '', charset: 'utf-8' });
  });
});

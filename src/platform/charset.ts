import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import jschardet from 'jschardet';

/** What is known about bytes before they are read as text. */
export interface CharsetHints {
  /** The Content-Type header, null when there was none. */
  contentType: string | null;
  /** Where a declaration inside the document is looked for. */
  kind: 'xml' | 'html';
}

/** Bytes as text. */
export interface DecodedText {
  text: string;
  /** The charset they were read in. */
  charset: string;
  /** How many characters were left out. */
  illegalCharacters: number;
}

/** How far into a document its own declaration is looked for; pages are known that declare late. */
const declarationWindow = { xml: 1024, html: 65_536 };
/** Bytes given to the detector, whose cost is far higher than that of decoding. */
const detectorWindow = 16_384;

/**
 * Reads bytes as text. In order: byte order mark; UTF-8 when the bytes are valid UTF-8, whatever they declare; the
 * charset of the Content-Type; the document's own declaration; a detector; windows-1252. Characters that XML does not
 * allow, NUL among them, and lone surrogates are left out.
 */
export function decodeText(bytes: Uint8Array, hints: CharsetHints): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const charset = charsetOf(buffer, hints);
  const whole = decoded(buffer, charset).replace(/^\uFEFF/, '');
  const text = withoutIllegalCharacters(whole);
  return { text, charset, illegalCharacters: whole.length - text.length };
}

function decoded(bytes: Buffer, charset: string): string {
  if (charset === 'utf-8') return bytes.toString('utf8');
  // The one charset of the web that iconv-lite lacks.
  return charset === 'iso-2022-jp' ? new TextDecoder(charset).decode(bytes) : iconv.decode(bytes, charset);
}

const illegal = /(?![\t\n\r\x85])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;

/** The text without characters that XML 1.0 forbids or discourages (PostgreSQL refuses NUL) and lone surrogates. */
export function withoutIllegalCharacters(text: string): string {
  return text.replace(illegal, '');
}

function charsetOf(bytes: Buffer, hints: CharsetHints): string {
  const unmistakable = charsetByFirstBytes(bytes);
  if (unmistakable) return unmistakable;
  const declared = [labelOfHeader(hints.contentType), labelInDocument(bytes, hints.kind)]
    .map((label) => usableCharset(label))
    .filter((charset) => charset !== null);
  // ISO-2022 is written in ASCII with escapes, hence valid UTF-8 too; there the declaration decides.
  const escaped = declared.find((charset) => charset === 'iso-2022-jp' && bytes.includes(0x1b));
  if (escaped) return escaped;
  if (isUtf8(wholeCharacters(bytes))) return 'utf-8';
  return declared.find((charset) => charset !== 'utf-8' || isMostlyUtf8(bytes)) ?? detected(bytes);
}

function charsetByFirstBytes(bytes: Buffer): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // '<' or '{' in two bytes: UTF-16 without its mark.
  if ((first === 0x3c || first === 0x7b) && second === 0) return 'utf-16le';
  if (first === 0 && (second === 0x3c || second === 0x7b)) return 'utf-16be';
  return null;
}

function labelOfHeader(contentType: string | null): string | null {
  return /charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1] ?? null;
}

function labelInDocument(bytes: Buffer, kind: 'xml' | 'html'): string | null {
  const beginning = bytes.toString('latin1', 0, declarationWindow[kind]);
  const prolog = /<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']\s*([\w:.-]{1,40})/i.exec(beginning);
  if (prolog || kind === 'xml') return prolog?.[1] ?? null;
  return /<meta\s[^<>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(beginning)?.[1] ?? null;
}

/** What WHATWG's Encoding Standard reads in place of the label's own charset, a superset of it. */
const readAs: Record<string, string> = {
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  iso88599: 'windows-1254',
  tis620: 'windows-874',
  iso885911: 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  xgbk: 'gb18030',
  ksc56011987: 'cp949',
  euckr: 'cp949',
  xsjis: 'shift_jis',
  win1251: 'windows-1251',
  utf8: 'utf-8',
  iso2022jp: 'iso-2022-jp',
  unicode: 'utf-8',
};
/** Labels that iconv-lite knows and that are no charset of a document, or one that is not trusted. */
const notOfDocuments = /^(?:base64|hex|binary|internal|utf7|utf7imap|cesu8|utf16|utf16le|utf16be|ucs2|utf32)/;

/** The charset that a label means, whatever its spelling ('cp-1251', 'UTF8', 'latin1'); null for none that is read. */
function usableCharset(label: string | null): string | null {
  if (label === null) return null;
  const squeezed = label.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (notOfDocuments.test(squeezed)) return null;
  const charset = readAs[squeezed] ?? label.toLowerCase();
  if (charset === 'utf-8' || charset === 'iso-2022-jp' || iconv.encodingExists(charset)) return charset;
  return iconv.encodingExists(squeezed) ? squeezed : null;
}

/** Without the piece of a character that a cut document ends with. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}

/** Whether few characters are broken: then UTF-8 is meant; where most are, the declaration is wrong. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const sample = aroundFirstOddByte(bytes).toString('utf8');
  const broken = sample.match(/\uFFFD/g)?.length ?? 0;
  const whole = sample.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0;
  return whole > broken;
}

const otherScripts = /^(?:windows-125[1356]|iso-8859-[5-8]|koi8|maccyrillic|x-mac-cyrillic|ibm8|tis-620)/i;

function detected(bytes: Buffer): string {
  const sample = aroundFirstOddByte(bytes);
  try {
    const { encoding } = jschardet.detect(sample);
    // ISO-8859-15 differs from windows-1252 in few characters, and almost nobody writes it without saying so.
    if (encoding?.toUpperCase() === 'ISO-8859-15') return 'windows-1252';
    if (otherScripts.test(encoding ?? '') && isLatinScript(sample)) return 'windows-1252';
    return usableCharset(encoding) ?? 'windows-1252';
  } catch {
    return 'windows-1252';
  }
}

/** Latin words mix ASCII letters with others ('défilé'); words of other scripts hold no ASCII at all. */
function isLatinScript(sample: Buffer): boolean {
  const odd = sample.toString('latin1').match(/[A-Za-z]?[\x80-\xFF]+[A-Za-z]?/g) ?? [];
  return odd.filter((letters) => /[A-Za-z]/.test(letters)).length > odd.length / 2;
}

function aroundFirstOddByte(bytes: Buffer): Buffer {
  const odd = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, odd - 256);
  return bytes.subarray(from, from + detectorWindow);
}

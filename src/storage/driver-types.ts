import pg from 'pg';
import { readTexts, textsType } from './texts.ts';
import { readUtcTime } from './utc-time.ts';

const readers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, readUtcTime],
  [textsType, readTexts],
]);

/** The driver's readers of types, with our own for times and arrays of texts, of which every page of reports is full. */
export const driverTypes: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (format === 'binary' ? undefined : readers.get(type)) ?? pg.types.getTypeParser(type, format),
};

import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { z } from 'zod';
import { CodedError } from '../model/errors.ts';

/** The only documents that are answered, where a file names them. */
export interface TrustedDocuments {
  has(source: string): boolean;
  byId(documentId: string): string | undefined;
}

const form = z.record(z.string(), z.string());

/**
 * Reads a file as codegen's client preset writes it (`persistedDocuments`): a JSON object of documents by their ids.
 *
 * @throws {CodedError} BAD_USER_INPUT when it cannot be read, or holds something else, with what is wrong
 */
export async function readTrustedDocuments(path: string): Promise<TrustedDocuments> {
  const documents = await read(path);
  const sources = new Set(Object.values(documents).map((source) => source.trim()));
  return {
    has: (source) => sources.has(source.trim()),
    byId: (documentId) => (Object.hasOwn(documents, documentId) ? documents[documentId] : undefined),
  };
}

async function read(path: string): Promise<Record<string, string>> {
  try {
    const documents = form.parse(JSON.parse(await readFile(path, 'utf8')));
    for (const source of Object.values(documents)) parse(source);
    return documents;
  } catch (error) {
    throw new CodedError(
      'BAD_USER_INPUT',
      `TRUSTED_DOCUMENTS=${path} cannot be used: ${reasonOf(error)}. It holds a JSON object of GraphQL documents by id.`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  }
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\.$/, '');
}

import type { RequestHandler } from 'express';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { badInput, CodedError } from '../model/errors.ts';
import type { ApiLimits } from './limits/limits.ts';
import { checkShape } from './limits/operation-shape.ts';
import { parametersOf } from './request-address.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Documents are remembered up to so many characters in all: parsed, they take some hundred bytes a word. */
const mostRemembered = 1_000_000;

/** Lets documents in, or refuses them before anything else is done with them. */
export interface Admission {
  /**
   * The parsed document.
   *
   * @throws {CodedError} BAD_USER_INPUT when it cannot be parsed or is not trusted, QUERY_TOO_COMPLEX when it asks for
   * too much by its mere shape
   */
  admit(source: string): DocumentNode;
  /** Spares a document that was admitted all this the next time: for what is valid, and asked by somebody known. */
  remember(source: string, document: DocumentNode): void;
  /** The document that an id stands for. @throws {CodedError} BAD_USER_INPUT when there is none */
  byId(documentId: string): string;
}

/**
 * Makes the admission. Documents are looked at before GraphQL validates them, because validation itself takes time with
 * the square of what they repeat.
 */
export function createAdmission(limits: ApiLimits, trusted: TrustedDocuments | null): Admission {
  const remembered = new LRUCache<string, DocumentNode>({
    maxSize: mostRemembered,
    sizeCalculation: (_, source) => source.length,
  });
  return {
    byId: (documentId) => {
      const source = trusted?.byId(documentId);
      if (source === undefined) throw badInput(`documentId: no document is known as "${shown(documentId)}".`);
      return source;
    },
    admit: (source) => {
      const known = remembered.get(source);
      if (known) return known;
      if (trusted && !trusted.has(source)) throw notTrusted();
      const document = parsed(source, limits);
      checkShape(document, limits);
      return document;
    },
    remember: (source, document) => {
      if (!remembered.has(source)) remembered.set(source, document);
    },
  };
}

function parsed(source: string, limits: ApiLimits): DocumentNode {
  try {
    return parse(source, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    if (!error.message.includes('tokens')) {
      throw badInput(`${error.message}${place ? ` (line ${place.line}, column ${place.column})` : ''}`);
    }
    throw new CodedError(
      'QUERY_TOO_COMPLEX',
      `The document has more than ${limits.tokens} tokens. Ask for less at once, or move values into variables.`,
      { limit: limits.tokens },
    );
  }
}

/** Has every operation of an HTTP request admitted before Apollo sees it. */
export function admitRequests(admission: Admission, limits: ApiLimits): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') {
      // As Apollo reads them, which refuses all but the first.
      const queries: unknown[] = parametersOf(request.url).getAll('query');
      for (const query of queries.length > 0 ? queries : [undefined]) admitSource(query, admission);
    } else {
      const operations = operationsOf(request.body);
      if (operations.length > Math.max(1, limits.batch)) throw tooManyOperations(operations.length, limits);
      for (const operation of operations) admitOperation(operation, admission);
    }
    next();
  };
}

function operationsOf(body: unknown): unknown[] {
  return Array.isArray(body) ? body : [body];
}

function admitOperation(operation: unknown, admission: Admission): void {
  if (typeof operation !== 'object' || operation === null) return;
  const { query }: { query?: unknown } = operation;
  admitSource(query, admission);
}

/** Apollo refuses whatever is no text in its own words, except that it asks for what is switched off when there is none. */
function admitSource(source: unknown, admission: Admission): void {
  if (source === undefined || source === null || source === '') {
    throw badInput('The request holds no query. Send one as `query`.');
  }
  if (typeof source === 'string') admission.admit(source);
}

function tooManyOperations(count: number, { batch }: ApiLimits): CodedError {
  return badInput(
    batch === 0
      ? `${count} operations in one request: batches are switched off here. Send one at a time.`
      : `${count} operations in one request. At most ${batch} are answered.`,
  );
}

function notTrusted(): CodedError {
  return badInput(
    'Only documents that were registered are answered here. Send the id of one as documentId, or its exact text.',
  );
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

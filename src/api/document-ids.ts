import type { RequestHandler } from 'express';
import type { Admission } from './admission.ts';
import { parametersOf } from './request-address.ts';

/** An operation that may name its document by an id instead of holding it. */
interface Operation {
  query?: unknown;
  documentId?: unknown;
}

/**
 * Puts documents in the place of their ids, in a request's body or address: so whoever reads the request after this
 * needs to know of texts alone.
 *
 * @throws {CodedError} BAD_USER_INPUT for an id that is not known
 */
export function putDocuments(admission: Admission): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') request.url = withDocument(request.url, admission);
    const operations: unknown[] = [request.body].flat();
    for (const operation of operations) {
      if (typeof operation === 'object' && operation !== null) putDocument(operation, admission);
    }
    next();
  };
}

/** Whether a value is the id of a document, with no text beside it that would count instead. */
export function isById({ query, documentId }: Operation): boolean {
  return typeof documentId === 'string' && (query === undefined || query === null || query === '');
}

function putDocument(operation: Operation, admission: Admission): void {
  if (isById(operation)) operation.query = admission.byId(String(operation.documentId));
}

function withDocument(url: string, admission: Admission): string {
  const parameters = parametersOf(url);
  const operation = { query: parameters.get('query'), documentId: parameters.get('documentId') };
  if (!isById(operation)) return url;
  parameters.set('query', admission.byId(String(operation.documentId)));
  parameters.delete('documentId');
  return `${url.slice(0, url.indexOf('?'))}?${parameters}`;
}

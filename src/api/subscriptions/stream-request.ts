import type { Request, RequestHandler } from 'express';
import { badInput } from '../../model/errors.ts';
import { failure } from '../errors.ts';

/** Why a request is no subscription in the form of server-sent events. */
interface Fault {
  status: number;
  message: string;
}

/**
 * Refuses requests for a stream that cannot be read, with a code and a reason: the library, which has the same rules,
 * does without.
 */
export const checkStreamRequest: RequestHandler = (request, response, next) => {
  const fault = faultOfForm(request) ?? faultOfOperation(request);
  if (!fault) return next();
  if (fault.status === 405) response.setHeader('allow', 'GET, POST');
  response.status(fault.status).json(failure(badInput(fault.message)));
};

function faultOfForm(request: Request): Fault | null {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'POST') {
    return { status: 405, message: `A subscription is sent by POST or GET, not by ${method}.` };
  }
  if (headers.accept !== 'text/event-stream') {
    return {
      status: 406,
      message: 'A stream needs the header accept: text/event-stream, and no other type in it.',
    };
  }
  if (method === 'POST' && !request.is('application/json')) {
    return { status: 415, message: 'A subscription is posted as JSON: content-type: application/json.' };
  }
  return null;
}

function faultOfOperation(request: Request): Fault | null {
  const operation = request.method === 'GET' ? inAddress(request.url) : request.body;
  const badly = (message: string): Fault => ({ status: 400, message });
  if (typeof operation !== 'object' || operation === null || Array.isArray(operation)) {
    return badly(
      request.method === 'GET'
        ? 'variables and extensions: each is a JSON object.'
        : 'The body is no JSON object. Send one subscription: { "query": "subscription { … }" }.',
    );
  }
  const { query, variables, extensions }: Record<string, unknown> = operation;
  if (typeof query !== 'string') return badly('The request holds no query. Send one as `query`.');
  if (!isObjectOrNothing(variables)) return badly('variables: an object is expected.');
  if (!isObjectOrNothing(extensions)) return badly('extensions: an object is expected.');
  return null;
}

/** The operation in the address of a GET; null when a part of it is no JSON. */
function inAddress(url: string): object | null {
  // No URL is made of the whole: a path like `//[` is none.
  const [, search = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(search);
  try {
    const [variables, extensions] = ['variables', 'extensions'].map((name) =>
      JSON.parse(parameters.get(name) || 'null'),
    );
    return { query: parameters.get('query'), variables, extensions };
  } catch {
    return null;
  }
}

function isObjectOrNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
}

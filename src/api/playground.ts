import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

/** Where scripts/build-playground.mjs puts the page: the same place seen from src/api and from dist/api. */
const builtFolder = fileURLToPath(new URL('../../dist/web', import.meta.url));
const page = 'playground.html';

const notBuilt = `Fashion Hunting. GraphQL is served at /graphql; README.md shows a first query.

The playground would be here, but it has not been built. Build it, and start again:
  node scripts/build-playground.mjs
`;

/** What the page may do: load from its own origin, ask its own origin, and nothing else. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The editor, monaco, sets its measures in style attributes and writes its themes into a style element.
    styleSrc: ["'self'", "'unsafe-inline'"],
    // The icons in monaco's stylesheet are data: addresses.
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** The headers of the page and its files; workers take their own policy from their file's. */
const securityHeaders = helmet({
  contentSecurityPolicy,
  xFrameOptions: { action: 'deny' },
  // Whoever ends TLS in front of us says whether the whole host speaks nothing else.
  strictTransportSecurity: false,
});

/**
 * Serves the playground: the page at `/`, its files under `/assets/`. Where it has not been built, `/` says so in
 * plain words.
 *
 * @param folder what Vite has built
 */
export function createPlayground(folder: string = builtFolder): Router {
  const router = Router();
  router.get('/', securityHeaders, existsSync(`${folder}/${page}`) ? sendPage(folder) : sendPlainWords);
  // A file's name holds its hash: what it names never changes.
  const forever = express.static(`${folder}/assets`, { index: false, immutable: true, maxAge: '1y' });
  router.use('/assets', securityHeaders, forever);
  return router;
}

function sendPage(folder: string): RequestHandler {
  return express.static(folder, {
    index: page,
    cacheControl: false,
    // The page names its files by their hashes, so a browser asks each time whether it is still the newest.
    setHeaders: (response) => response.setHeader('cache-control', 'no-cache'),
  });
}

const sendPlainWords: RequestHandler = (_request, response) => {
  response.type('text/plain').send(notBuilt);
};

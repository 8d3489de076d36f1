import helmet from 'helmet';

/** The headers of every answer: what comes from here is data, which no browser is to run, guess at or frame. */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // Which pages of other origins may read an answer, CORS says.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  // Whoever ends TLS in front of us says whether the whole host speaks nothing else.
  strictTransportSecurity: false,
});

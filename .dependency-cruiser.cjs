/** The import rules of the project. Each message says what to do instead. */
const from = (path, pathNot) => (pathNot ? { path, pathNot } : { path });
const stages = 'fetch|parse|dedupe|enrich';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one thing, or hide a third: move what both need into a file of its own.',
      severity: 'error',
      from: { pathNot: '^src/api/generated/|^src/storage/prisma/' },
      to: { circular: true },
    },
    {
      name: 'model-is-pure',
      comment: 'The model knows nothing of the rest. Pass in what it needs as an argument.',
      severity: 'error',
      from: from('^src/model/'),
      to: { path: '^(src/(?!model/)|node_modules/)' },
    },
    {
      name: 'prisma-only-in-storage',
      comment: 'SQL and Prisma live in src/storage. Add a method to the repository that owns the table.',
      severity: 'error',
      from: from('^src/', '^src/storage/'),
      to: { path: '(^src/storage/prisma/|node_modules/(@prisma/|prisma/|pg/))' },
    },
    {
      name: 'storage-knows-no-caller',
      comment: 'Storage serves both ways and knows neither. Have the caller pass what storage needs.',
      severity: 'error',
      from: from('^src/storage/'),
      to: { path: '^src/(api|analytics|ingestion|cache|demo|admin)/|^src/[^/]+\\.ts$' },
    },
    {
      name: 'api-and-ingestion-meet-in-storage',
      comment: 'The API never reads the press. What it needs stands in the database: ask a repository.',
      severity: 'error',
      from: from('^src/(api/|server\\.ts)'),
      // The entrypoint hands the API what finds brands in a text, which is pure (docs/decisions/mention-evidence.md).
      to: { path: '^src/ingestion/', pathNot: '^src/ingestion/enrich/mention-reader\\.ts$' },
    },
    {
      name: 'the-api-is-handed-its-reader',
      comment: 'Only the entrypoint imports the reader of mentions. Take it from the session.',
      severity: 'error',
      from: from('^src/api/'),
      to: { path: '^src/ingestion/' },
    },
    {
      name: 'ingestion-knows-no-api',
      comment: 'Ingestion writes to storage; the API reads from there.',
      severity: 'error',
      from: from('^src/(ingestion/|ingest\\.ts)'),
      to: { path: '^src/api/' },
    },
    {
      name: 'resolvers-hold-no-logic',
      comment:
        'A resolver takes its arguments and calls a loader, a repository of the session, or a function of src/api.',
      severity: 'error',
      from: from('^src/api/resolvers/'),
      to: {
        path: '^src/(storage|cache|platform|analytics)/|^src/api/resolvers/[^/]+-resolver\\.ts$|node_modules/(pg|keyv|got)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'loaders-take-types-of-storage',
      comment: 'Loaders are handed their repositories; they import no more than their types.',
      severity: 'error',
      from: from('^src/api/(?!http-server)'),
      to: { path: '^src/(storage|cache)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'stages-are-apart',
      comment:
        'A stage gets what it needs from the pipeline. Let pipeline.ts pass the result of one stage to the next.',
      severity: 'error',
      from: { path: `^src/ingestion/(${stages})/` },
      to: { path: `^src/ingestion/(${stages})/`, pathNot: '^src/ingestion/$1/' },
    },
    {
      name: 'stages-touch-no-storage',
      comment: 'Only pipeline.ts speaks to storage. Take what the stage needs as an argument.',
      severity: 'error',
      from: from(`^src/ingestion/(${stages})/`),
      to: { path: '^src/(storage|cache|config\\.ts)' },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'Platform code serves any service. Only the model may be known to it.',
      severity: 'error',
      from: from('^src/platform/'),
      to: { path: '^src/(?!platform/|model/)' },
    },
    {
      name: 'cache-knows-no-domain-code',
      comment: 'A cache keeps what it is given.',
      severity: 'error',
      from: from('^src/cache/'),
      to: { path: '^src/(?!cache/|model/|platform/)' },
    },
    {
      name: 'config-is-read-by-entrypoints',
      comment: 'Entrypoints read the configuration and pass on its parts.',
      severity: 'error',
      from: from('^src/[^/]+/'),
      to: { path: '^src/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'Add the package to package.json, and its reason to docs/decisions/dependencies.md.',
      severity: 'error',
      from: from('^src/', '^src/web/'),
      to: { dependencyTypes: ['npm-no-pkg', 'npm-dev', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};

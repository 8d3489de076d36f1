import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Builds the page of src/web. scripts/build-playground.mjs runs it when something it depends on has changed. */
export default defineConfig({
  root: path('./src/web'),
  // Relative addresses: the page also works under a path of a proxy.
  base: './',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: path('./dist/web'),
    emptyOutDir: true,
    // Everything is a file of our own origin: the Content-Security-Policy need not allow data: for it.
    assetsInlineLimit: 0,
    // The editor is one large piece, and is meant to be.
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: path('./src/web/playground.html'),
      // Directives for compilers, which the packages' authors have run already.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});

// How the page is built: renderer/ to dist/renderer, plain files that need no inline script.

import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  publicDir: false,
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The app, and the documentation of the HTTP API.
    rolldownOptions: { input: ['renderer/index.html', 'renderer/docs.html'] },
    // What Electron 45 brings and current browsers know.
    target: ['chrome130', 'firefox133', 'safari18'],
    // The policy of the page allows scripts and fonts from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

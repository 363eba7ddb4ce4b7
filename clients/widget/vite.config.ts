import path from 'node:path';
import { defineConfig } from 'vite';

/** One file for one script tag: everything inside, styles too. */
export default defineConfig({
  build: {
    target: 'es2022',
    // The tokens' light-dark() must arrive as it is: rewritten for older browsers it loses the reader's theme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    cssMinify: true,
    reportCompressedSize: false,
    lib: {
      entry: path.resolve(import.meta.dirname, 'main.ts'),
      formats: ['iife'],
      name: 'ParleyWidget',
      fileName: () => 'widget.js',
    },
  },
});

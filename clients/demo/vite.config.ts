import path from 'node:path';
import { defineConfig } from 'vite';
import { docsPages } from './docs-pages';

const page = (name: string): string => path.resolve(import.meta.dirname, `${name}.html`);

/** Plain pages with one small script, served under /demo. */
export default defineConfig({
  base: '/demo/',
  plugins: [docsPages()],
  build: {
    target: 'es2022',
    // The tokens' light-dark() must arrive as it is: rewritten for older browsers it loses the reader's theme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
    modulePreload: false,
    rollupOptions: {
      input: { index: page('index'), pricing: page('pricing'), contact: page('contact'), tour: page('tour') },
    },
  },
});

import { defineConfig } from 'vite';

/** A page of its own, which the link in a meeting's mail opens. */
export default defineConfig({
  base: '/meeting/',
  build: {
    target: 'es2022',
    // The tokens' light-dark() must arrive as it is: rewritten for older browsers it loses the reader's theme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
    modulePreload: false,
  },
});

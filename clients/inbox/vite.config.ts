import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:4000';

/** The agents' inbox, served by the server under /inbox/. `npx vite clients/inbox` develops it against a running one. */
export default defineConfig({
  base: '/inbox/',
  plugins: [react()],
  build: {
    outDir: path.resolve(import.meta.dirname, '../../dist/inbox'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    rollupOptions: {
      input: [
        path.resolve(import.meta.dirname, 'index.html'),
        path.resolve(import.meta.dirname, 'src/notify/push-worker.ts'),
      ],
      // A browser knows a service worker by its address: that one must stay, and lie where its pages are.
      output: { entryFileNames: ({ name }) => (name === 'push-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/graphql': { target: server, ws: true }, '/pictures': { target: server } } },
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** What some documents need and most do not: each file is fetched when a document asks for it. */
function readerFiles(): Plugin {
  return {
    name: 'reader-files',
    generateBundle() {
      const base = path.resolve(import.meta.dirname, '../../node_modules/pdfjs-dist');
      for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
        for (const file of readdirSync(path.join(base, folder))) {
          // What works without WebAssembly is for browsers that we do not serve.
          if (file.startsWith('LICENSE') || file.endsWith('.js')) continue;
          this.emitFile({
            type: 'asset',
            fileName: `${folder}/${file}`,
            source: readFileSync(path.join(base, folder, file)),
          });
        }
      }
    },
  };
}

/** The reader of PDFs, a page of its own that the widget frames when somebody reads. */
export default defineConfig({
  base: '/viewer/',
  plugins: [readerFiles()],
  build: { target: 'es2022', reportCompressedSize: false, modulePreload: false, chunkSizeWarningLimit: 10_000 },
});

import * as packaged from '@graphql-yoga/render-graphiql/graphiql';
import { defineConfig, type Plugin } from 'vite';

/**
 * GraphiQL itself comes ready made inside a package, editor and workers included: its parts become plain files beside our
 * own script, so that nothing is fetched from anywhere else.
 */
function packagedGraphiql(): Plugin {
  const files: Readonly<Record<string, string>> = {
    'graphiql.js': packaged.js,
    'graphiql.css': packaged.css,
    'editor.worker.js': packaged.editorWorkerService,
    'json.worker.js': packaged.jsonWorker,
    'graphql.worker.js': packaged.graphqlWorker,
  };
  return {
    name: 'packaged-graphiql',
    generateBundle() {
      for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

export default defineConfig({
  base: '/graphiql/',
  plugins: [packagedGraphiql()],
  build: { target: 'es2022', reportCompressedSize: false, modulePreload: false, chunkSizeWarningLimit: 10_000 },
});

/** Everything on the port that is not the graph: pages of the built clients, pictures, health, and the schema to read. */
import { basename, dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { schemaText } from '../schema/build-schema';
import { addDemoRoutes, type DemoDetails } from './demo-routes';
import { addFile, addFolder } from './files';
import { addGraphiql } from './graphiql';
import { addHealth, type HealthOptions } from './health';
import { addPictures, type PictureRoutesOptions } from './pictures';

export interface PagesOptions {
  readonly production: boolean;
  readonly schema: GraphQLSchema;
  readonly health: HealthOptions;
  readonly pictures: PictureRoutesOptions;
  readonly clientsDir: string;
  readonly readDemo: () => Promise<DemoDetails | null>;
}

/**
 * The reader of documents stands in a frame on anybody's page, and fetches documents from wherever they lie, over TLS. It runs
 * no script but its own; pictures inside documents are decoded by WebAssembly.
 */
const viewerPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "connect-src 'self' https:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function addPages(app: FastifyInstance, options: PagesOptions): void {
  const { production, clientsDir } = options;
  addHealth(app, options.health);
  addPictures(app, options.pictures);
  addFolder(app, { at: '/inbox', folder: join(clientsDir, 'inbox'), fallback: 'index.html' });
  addFolder(app, { at: '/viewer', folder: join(clientsDir, 'viewer'), policy: viewerPolicy });
  addFolder(app, { at: '/meeting', folder: join(clientsDir, 'meeting') });
  addFile(app, '/widget.js', join(clientsDir, 'widget', 'widget.js'));
  addFile(app, '/sdk.tgz', join(clientsDir, 'sdk', 'sdk.tgz'));
  addDemoRoutes(app, { clientsDir, readDetails: () => options.readDemo() });
  addGraphiql(app, { production, clientsDir });
  app.get('/', (_request, reply) => reply.redirect('/inbox/'));
  if (production) return;
  // Sorted and printed for the first who asks: few do, and a start would be a quarter of a second longer.
  let text: string | null = null;
  const read = (): string => (text ??= schemaText(options.schema));
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(read()));
}

/** The folder that package.json lies in: the server runs from `dist` when it is built, and from the sources in tests. */
export const rootDir = rootOf(join(__dirname, '..', '..'));

export const builtClientsDir = join(rootDir, 'dist');

function rootOf(base: string): string {
  return basename(base) === 'dist' ? dirname(base) : base;
}

/**
 * GraphiQL at /graphiql, from our own files: no other address is ever asked. It signs in by itself where there is a demo
 * workspace, whose sign-ins are public. In production there is none of it: the graph describes itself to nobody there.
 */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addFolder } from './files';

export interface GraphiqlOptions {
  readonly production: boolean;
  /** Where the built clients lie. */
  readonly clientsDir: string;
}

export function addGraphiql(app: FastifyInstance, { production, clientsDir }: GraphiqlOptions): void {
  if (production) return;
  addFolder(app, { at: '/graphiql', folder: join(clientsDir, 'graphiql') });
}

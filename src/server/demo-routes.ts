/**
 * The demo shop at /demo and what its pages need to know. Its people's passwords are public on purpose: the workspace is
 * made for trying things out, and its route exists only where it was made.
 */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addFolder } from './files';

export interface DemoDetails {
  readonly workspaceKey: string;
  /** Dialogs by the page that shows them: home, pricing, contact. */
  readonly dialogs: Readonly<Record<string, string>>;
  /** Who is signed in on the page of the shop that knows its customers, as the shop's server vouches for them. */
  readonly customer: { readonly name: string; readonly email: string; readonly signature: string } | null;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    /** What this sign-in is for: agent, admin. */
    readonly role: string;
  }[];
}

export interface DemoRoutesOptions {
  readonly clientsDir: string;
  /** Null where no demo workspace was made. */
  readonly readDetails: () => Promise<DemoDetails | null>;
}

export function addDemoRoutes(app: FastifyInstance, { clientsDir, readDetails }: DemoRoutesOptions): void {
  app.get('/demo/config.json', async (_request, reply) => {
    const details = await readDetails();
    if (details === null) return reply.callNotFound();
    return reply.header('cache-control', 'no-store').send(details);
  });
  addFolder(app, { at: '/demo', folder: join(clientsDir, 'demo') });
}

/**
 * Whether this process lives (/livez), may be sent work (/readyz), and both in words (/health). Nothing here tells what an
 * attacker would like to know: no addresses, no counts, no names. When a shutdown begins nothing listens any longer, which
 * every balancer understands.
 */
import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  readonly version: string;
  /** Resolves when the database answers. */
  readonly ask: () => Promise<unknown>;
}

const answerWithinMs = 2_000;

export function addHealth(app: FastifyInstance, options: HealthOptions): void {
  const stateOf = async (): Promise<'ok' | 'database unavailable'> =>
    (await answers(options.ask)) ? 'ok' : 'database unavailable';
  const noStore = { 'cache-control': 'no-store' } as const;
  app.get('/livez', (_request, reply) => reply.headers(noStore).send({ status: 'ok' }));
  for (const path of ['/health', '/readyz']) {
    app.get(path, async (_request, reply) => {
      const status = await stateOf();
      const answer = path === '/health' ? { status, version: options.version } : { status };
      return reply
        .headers(noStore)
        .code(status === 'ok' ? 200 : 503)
        .send(answer);
    });
  }
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs);
  });
  const asked = ask().then(
    () => true,
    () => false,
  );
  const result = await Promise.race([asked, late]);
  clearTimeout(timer);
  return result;
}

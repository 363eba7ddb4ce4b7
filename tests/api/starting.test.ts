/** The first answer is not given before everything is there: a script may wait for /health and go on. */
import { createServer } from 'node:net';
import { openTestDatabase } from '../support/database';
import { startServer } from '../support/server';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('what is made at the start is made while nothing listens, with the ports that actions need', async () => {
  const port = await freePort();
  const seen: string[] = [];
  const server = await startServer({
    config: { port },
    beforeListening: async ({ doorstep }) => {
      const answered = await fetch(`http://127.0.0.1:${port}/health`).then(
        () => 'answered',
        () => 'nobody there',
      );
      seen.push(answered);
      await doorstep.createWorkspace({ key: 'wk_first', name: 'First', plan: 'PRIME' });
    },
  });
  try {
    expect(seen).toEqual(['nobody there']);
    expect((await server.get('/health')).status).toBe(200);
    expect(await server.parley.doorstep.findWorkspaceByKey('wk_first')).not.toBeNull();
  } finally {
    await server.close();
  }
});

test('where that fails nothing listens afterwards, and the reason comes through', async () => {
  const port = await freePort();
  const db = await openTestDatabase();
  const beforeListening = (): Promise<void> => Promise.reject(new Error('No demo today.'));
  try {
    await expect(startServer({ config: { port }, db, beforeListening })).rejects.toThrow('No demo today.');
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
  } finally {
    await db.close();
  }
});

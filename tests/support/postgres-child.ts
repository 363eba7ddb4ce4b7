/** A process that starts the embedded PostgreSQL, says where it is, and stops it when it is told to. */
import { startPostgres } from '../../src/server/postgres/start-postgres';

async function main(): Promise<void> {
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const running = await startPostgres({ dataDir: process.argv[2] ?? '', log: silent, durable: false });
  process.on('message', () => void running.stop().then(() => process.disconnect()));
  process.send?.(running.url);
}

void main();

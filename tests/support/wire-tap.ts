/** A wire between a process and PostgreSQL that can be listened to, and cut. */
import { connect, createServer, type Socket } from 'node:net';

export interface WireTap {
  /** The same database, through the wire. */
  readonly url: string;
  /** How often the client waited: requests that left behind an answer. */
  roundTrips(): number;
  /** What it sent each time, by the names of the statements. */
  told(): readonly string[];
  /** From now on the client hears nothing, and its side of the wire breaks when the server says that it has committed. */
  loseCommit(): void;
  close(): Promise<void>;
}

/**
 * So many turns of the event loop an answer is held back, and as many more when the client sends on: what a client sends piece
 * by piece without waiting is one request, though a quick server has begun to answer when a slow client is not yet done.
 */
const turnsHeld = 3;

/** Bind names a statement; what has none is sent as it is. */
const named = /B[\s\S]{4}[^\0]*\0([a-z]\w+)\0|Q[\s\S]{4}([^\0]+)\0/g;
const namesIn = (chunk: Buffer): string =>
  [...chunk.toString('latin1').matchAll(named)].map(([, name, text]) => name ?? text).join(', ');

export async function tapWire(databaseUrl: string): Promise<WireTap> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const told: string[] = [];
  let isDeaf = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isClientsTurn = true;
    let held: Buffer[] = [];
    let turnsLeft = 0;
    const handOver = (): void => {
      isClientsTurn = true;
      for (const chunk of held) client.write(chunk);
      held = [];
    };
    const turn = (): void => {
      turnsLeft -= 1;
      if (turnsLeft > 0) setImmediate(turn);
      else handOver();
    };
    sockets.add(client).add(upstream);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        // With unread input behind it a server may never see what was sent before.
        if (isDeaf) return;
        // Why the server hangs up is the last thing that it says.
        if (socket === upstream) handOver();
        client.end();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (isClientsTurn) told.push('');
      isClientsTurn = false;
      told.push([told.pop(), namesIn(chunk)].filter(Boolean).join(', '));
      if (turnsLeft > 0) turnsLeft = turnsHeld;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isDeaf) {
        held.push(chunk);
        if (turnsLeft === 0) setImmediate(turn);
        turnsLeft = turnsHeld;
      } else if (chunk.includes('COMMIT\0')) client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.toString(),
    roundTrips: () => told.length,
    told: () => told,
    loseCommit: () => {
      isDeaf = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

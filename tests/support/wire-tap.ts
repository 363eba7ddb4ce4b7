/** A wire between a process and PostgreSQL that can be listened to, and cut. */
import { connect, createServer, type Socket } from 'node:net';

export interface WireTap {
  /** The same database, through the wire. */
  readonly url: string;
  /** How often the client waited: requests that left behind an answer. */
  roundTrips(): number;
  /** From now on the client hears nothing, and its side of the wire breaks when the server says that it has committed. */
  loseCommit(): void;
  close(): Promise<void>;
}

export async function tapWire(databaseUrl: string): Promise<WireTap> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  let isDeaf = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isClientsTurn = true;
    sockets.add(client).add(upstream);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        // With unread input behind it a server may never see what was sent before.
        if (isDeaf) return;
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (isClientsTurn) roundTrips += 1;
      isClientsTurn = false;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      isClientsTurn = true;
      if (!isDeaf) client.write(chunk);
      else if (chunk.includes('COMMIT\0')) client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.toString(),
    roundTrips: () => roundTrips,
    loseCommit: () => {
      isDeaf = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

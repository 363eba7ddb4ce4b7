/** A wire between the product and PostgreSQL on which statements are counted by name. */
import { connect, createServer } from 'node:net';

/** What a client says is a letter, a length and the rest; the very first of it has no letter. */
class Reader {
  #rest = Buffer.alloc(0);
  #hasBegun = false;

  *messages(chunk) {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#hasBegun ? 1 : 0;
      if (this.#rest.length < head + 4) return;
      const end = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < end) return;
      if (this.#hasBegun) yield { kind: String.fromCharCode(this.#rest[0]), body: this.#rest.subarray(5, end) };
      this.#hasBegun = true;
      this.#rest = this.#rest.subarray(end);
    }
  }
}

const wordAt = (body, from) => body.toString('utf8', from, body.indexOf(0, from));

export async function countStatements(databaseUrl) {
  const target = new URL(databaseUrl);
  const sockets = new Set();
  let heard = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const reader = new Reader();
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ]) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
    client.on('data', (chunk) => {
      for (const { kind, body } of reader.messages(chunk)) {
        // Bind names a portal and then its statement; a simple query is its own text.
        if (kind === 'B') heard.push(wordAt(body, body.indexOf(0) + 1));
        else if (kind === 'Q') heard.push(wordAt(body, 0));
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(server.address().port);
  return {
    url: url.toString(),
    /** What was asked since the last look. */
    look() {
      const asked = heard;
      heard = [];
      return asked;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

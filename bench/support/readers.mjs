/**
 * Thousands of readers in a process of their own, so that what they cost is not the server's. Started by `fork`. Each frame that
 * tells a message is counted by its stream and sequence; a stream that skips, repeats or changes the order is counted, too.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

const sockets = [];
/** How many readers have it, by stream and sequence. */
const arrived = new Map();
let expected = 0;
let astray = 0;

/** A stream that ended or a socket that closed: whoever waits for all readers would wait in vain. */
let isClosing = false;
function broken(what) {
  if (!isClosing) process.send({ broken: what });
}

/** The names of the streams by the ids of their operations; a floor has one without an id. */
function read(data, names, last) {
  const at = data.indexOf('"sequence":');
  if (at < 0) {
    if (!data.includes('"type":"next"') && !data.includes('"type":"ping"')) broken(String(data));
    return;
  }
  const name = names.get(data.latin1Slice(7, 43)) ?? 'floor';
  const sequence = Number.parseInt(data.latin1Slice(at + 11, at + 20), 10);
  const before = last.get(name);
  if (before !== undefined && sequence !== before + 1) astray += 1;
  last.set(name, sequence);
  const key = `${name} ${sequence}`;
  const count = (arrived.get(key) ?? 0) + 1;
  arrived.set(key, count);
  if (count !== expected) return;
  arrived.delete(key);
  process.send({ name, sequence, bytes: data.length, text: String(data) });
}

function openProduct(url, token, streams) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const names = new Map();
    const last = new Map();
    let waiting = 0;
    socket.on('error', reject);
    socket.on('close', (code) => broken(`A socket was closed with ${code}.`));
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    socket.on('message', (data) => {
      if (waiting === 0 && names.size > 0) return read(data, names, last);
      const frame = JSON.parse(data);
      if (frame.type === 'connection_ack') {
        for (const { name, query, variables } of streams) {
          const id = randomUUID();
          names.set(id, name);
          waiting += 1;
          socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
        }
      } else if (frame.type === 'next') {
        // Each stream says once that it is open: its first frame.
        waiting -= 1;
        if (waiting === 0) resolve(socket);
      } else reject(new Error(JSON.stringify(frame)));
    });
  });
}

function openFloor(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const last = new Map();
    socket.on('error', reject);
    socket.on('message', (data) => read(data, new Map(), last));
    socket.on('open', () => resolve(socket));
  });
}

process.on('message', async (job) => {
  if (job.does === 'open') {
    expected = job.count;
    for (let from = 0; from < job.count; from += 100) {
      const some = Array.from({ length: Math.min(100, job.count - from) }, (_, index) => from + index);
      const open = (index) =>
        job.tokens === undefined ? openFloor(job.url) : openProduct(job.url, job.tokens[index], job.streams);
      sockets.push(...(await Promise.all(some.map(open))));
    }
    process.send({ opened: sockets.length });
  } else {
    isClosing = true;
    for (const socket of sockets) socket.terminate();
    process.send({ astray });
    process.disconnect();
  }
});

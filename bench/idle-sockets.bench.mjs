/**
 * What an idle subscribed socket costs in resident memory: 5,000 visitors, each with the stream of events that the widget
 * keeps open, beside a floor whose sockets are open and nothing more.
 */
import { WebSocket } from 'ws';
import { openCast } from './support/cast.mjs';
import { clientDocument } from './support/documents.mjs';
import { median, rssOf, round } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Idle subscribed sockets';
const budget = 12;
/** What the first sockets cost once (code, caches) is not theirs. */
const first = 200;
const atOnce = 100;

export async function run(rig, { full }) {
  const count = full ? 10_000 : 5_000;
  const floor = await floorOf(rig, count);
  const product = await productOf(rig, count);
  const each = ({ before, after }) => (after - before) / count / 1_000;
  const megabytes = (bytes) => round(bytes / 1e6, 0);
  return {
    rows: [
      ['', 'Parley', 'floor', 'ratio', 'budget'],
      ['sockets', count, count, '', ''],
      ['RSS before, MB', megabytes(product.before), megabytes(floor.before), '', ''],
      ['RSS with them, MB', megabytes(product.after), megabytes(floor.after), '', ''],
      [
        'kB a socket',
        round(each(product), 1),
        round(each(floor), 1),
        round(each(product) / each(floor)),
        `≤ ${budget}`,
      ],
    ],
    met: each(product) <= budget,
  };
}

async function floorOf(rig, count) {
  const floor = await rig.floor('fan-out-floor.mjs');
  const sockets = [];
  const grown = await growth(floor.pid, {
    count,
    open: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(floor.socketUrl, { perMessageDeflate: false });
        sockets.push(socket);
        socket.on('error', reject).on('open', resolve);
      }),
  });
  for (const socket of sockets) socket.terminate();
  await floor.stop();
  return grown;
}

async function productOf(rig, count) {
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const visitors = await cast.visitors(count + first);
  const query = clientDocument(rig.root, 'visitorEvents');
  return growth(product.pid, {
    count,
    open: async (index) => {
      const socket = await Socket.open(product.socketUrl, visitors[index].token);
      await new Promise((resolve, reject) =>
        socket.subscribe(query, {}, (data) => (data === null ? reject(new Error('refused')) : resolve())),
      );
    },
  });
}

/** Resident memory before and with so many sockets, behind the first ones. */
async function growth(pid, { count, open }) {
  for (let index = 0; index < first; index += 1) await open(index);
  const before = await settled(pid);
  for (let from = 0; from < count; from += atOnce) {
    const size = Math.min(atOnce, count - from);
    await Promise.all(Array.from({ length: size }, (_, index) => open(first + from + index)));
  }
  return { before, after: await settled(pid) };
}

async function settled(pid) {
  const seen = [];
  for (let look = 0; look < 10; look += 1) {
    seen.push(rssOf(pid));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return median(seen);
}

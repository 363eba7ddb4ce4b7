/** What an idle subscribed socket costs in resident memory: 5,000 visitors, each with one open `events` subscription. */
import { openCast } from './support/cast.mjs';
import { median, rssOf, round } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Idle subscribed sockets';

export async function run(rig, { full }) {
  const count = full ? 10_000 : 5_000;
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const visitors = await cast.visitors(count + 200);
  const open = (visitor) =>
    Socket.open(product.socketUrl, visitor.token).then(
      (socket) =>
        new Promise((resolve) =>
          socket.subscribe('subscription{events{__typename ... on CaughtUp{cursor}}}', {}, () => resolve(socket)),
        ),
    );
  const settled = async () => {
    const seen = [];
    for (let look = 0; look < 10; look += 1) {
      seen.push(rssOf(product.pid));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return median(seen);
  };
  // What the first sockets cost once (code, caches) is not theirs.
  for (const visitor of visitors.slice(count)) await open(visitor);
  const before = await settled();
  for (let from = 0; from < count; from += 100)
    await Promise.all(visitors.slice(from, Math.min(count, from + 100)).map(open));
  const after = await settled();
  const each = (after - before) / count / 1000;
  return {
    rows: [
      ['', 'Parley', 'budget'],
      ['sockets', count, ''],
      ['RSS before, MB', round(before / 1e6, 0), ''],
      ['RSS with them, MB', round(after / 1e6, 0), ''],
      ['kB a socket', round(each, 1), '≤ 30'],
    ],
    met: each <= 30,
  };
}

/**
 * One process of the product under load: it listens like any other, and calls the actions itself when its parent says so, so
 * that what is measured is routing and not the parsing of requests. Started by `fork`; everything it is told comes by message.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const dist = (path) => require(join(process.env.PARLEY_ROOT, 'dist/src', path));
dist('../../node_modules/reflect-metadata/Reflect.js');
const { compose } = dist('server/compose.js');
const { readConfig } = dist('server/config.js');
const { conversationEnd } = dist('actions/conversation-end.js');
const { conversationStart } = dist('actions/conversation-start.js');
const { offerAccept } = dist('actions/offer-accept.js');
const { offerDecline } = dist('actions/offer-decline.js');

const parley = await compose({
  config: readConfig({
    PORT: '0',
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    PARLEY_DATA_DIR: process.env.PARLEY_DATA_DIR,
  }),
  databaseUrl: process.env.DATABASE_URL,
});
const { ports } = parley;
const pageUrl = 'https://shop.example/pricing';

const begin = async ({ workspaceId, dialogId }, visitorId) => {
  const visitor = { kind: 'VISITOR', workspaceId, visitorId };
  const started = await conversationStart(ports, visitor, { dialogId, pageUrl });
  if (!started.ok || started.value === null) throw new Error(JSON.stringify(started));
  return { visitor, conversationId: started.value };
};

/** So many a second, never more than `atOnce` under way: a machine that cannot keep up falls behind, and tells by how much. */
async function requests(job) {
  const { visitors, perSecond, atOnce, keep } = job;
  const latencies = [];
  const open = [];
  const underWay = new Set();
  let failed = 0;
  const began = performance.now();
  const one = async (visitorId) => {
    const from = performance.now();
    try {
      open.push(await begin(job, visitorId));
      latencies.push(performance.now() - from);
      // Places are given back so that the ring stays steady: whoever waits longest leaves.
      if (open.length > keep) {
        const { visitor, conversationId } = open.shift();
        await conversationEnd(ports, visitor, { conversationId });
      }
    } catch (error) {
      failed += 1;
      process.stderr.write(`${error.stack}\n`);
    }
  };
  for (let sent = 0; sent < visitors.length;) {
    const due = Math.min(visitors.length, ((performance.now() - began) / 1000) * perSecond);
    for (; sent < due && underWay.size < atOnce; sent += 1) {
      const doing = one(visitors[sent]).finally(() => underWay.delete(doing));
      underWay.add(doing);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(underWay);
  return { latencies, failed, seconds: (performance.now() - began) / 1000 };
}

/** More visitors than places: offers are accepted, declined or left with a visitor who goes, and every chat ends. */
async function crowd(job) {
  const { visitors, atOnce, workspaceId } = job;
  let next = 0;
  let failed = 0;
  const serve = async (index, { visitor, conversationId }) => {
    const offer = await ports.work(workspaceId, (tx) => tx.offers.findPendingOf(conversationId));
    if (offer !== null && index % 5 !== 4) {
      const agent = { kind: 'AGENT', workspaceId, agentId: offer.agentId, permissions: new Set(['LIVE_CHAT_TAKE']) };
      const input = { offerId: offer.id, reason: null };
      await (index % 3 === 2 ? offerDecline(ports, agent, input) : offerAccept(ports, agent, input));
    }
    await conversationEnd(ports, visitor, { conversationId });
  };
  const one = async () => {
    while (next < visitors.length) {
      const index = next;
      next += 1;
      try {
        await serve(index, await begin(job, visitors[index]));
      } catch (error) {
        failed += 1;
        process.stderr.write(`${error.stack}\n`);
      }
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return { failed, seconds: (performance.now() - began) / 1000 };
}

process.on('message', async ({ does, ...job }) => {
  if (does === 'stop') {
    await parley.close();
    process.exit(0);
  }
  process.send({ done: does === 'requests' ? await requests(job) : await crowd(job) });
});
process.send({ url: parley.url });

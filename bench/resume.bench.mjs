/**
 * Coming back over a gap of 100 messages: 200 visitors were listening, their line was cut, 100 messages each were written
 * meanwhile, and then the process was started anew, so that nothing is warm but what a start warms. Each comes back as the
 * widget does, with its stream of events behind the last cursor. Timed from the opening of the socket to CaughtUp, in front of
 * which all that was missed has come.
 *
 * First all 200 in the same instant, which is told and not judged: it is one process's work for 20,000 events. Then spread over
 * four seconds, which is what the SDK's jitter makes of them when a start takes longer than three.
 */
import { openCast } from './support/cast.mjs';
import { listening, openChats, together } from './support/chats.mjs';
import { clientDocument } from './support/documents.mjs';
import { cpuOf, cpuOfFamily, percentile, round } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Resume (200 clients, each over a gap of 100 messages)';
const clients = 200;
const gap = 100;
const spreadMs = 4_000;
const text = 'It comes with two metres of cable; a longer one is in stock, and would be with you on Thursday.';
const send = 'mutation($i:MessageSendInput!){messageSend(input:$i){message{sequence} userErrors{code message}}}';

export async function run(rig, { full }) {
  const waves = full ? 20 : 2;
  const document = clientDocument(rig.root, 'visitorEvents');
  const before = await rig.product();
  const leavers = await whoLeft(rig, { product: before, document });
  await before.stop();

  const product = await rig.product({ PARLEY_DEMO: '0' });
  const cpu = () => ({ server: cpuOf(product.pid), database: cpuOfFamily(rig.databasePid) });
  const come = (leaver, afterMs) => comeBack({ product, leaver, document, afterMs });
  const inOneInstant = await Promise.all(leavers.map((leaver) => come(leaver, 0)));
  const began = cpu();
  const spread = [];
  for (let wave = 0; wave < waves; wave += 1)
    spread.push(...(await Promise.all(leavers.map((leaver, index) => come(leaver, (index * spreadMs) / clients)))));
  const ended = cpu();
  const all = [...inOneInstant, ...spread];
  const wrong = all.filter(({ isWhole }) => !isWhole).length;
  const ms = (returns, p) =>
    percentile(
      returns.map((back) => back.ms),
      p,
    );
  const each = (whose) => round((ended[whose] - began[whose]) / spread.length / 1_000, 1);
  return {
    rows: [
      ['', 'in one instant, just started', 'within four seconds', 'budget'],
      ['returns', inOneInstant.length, spread.length, ''],
      ['p50 ms', round(ms(inOneInstant, 50), 0), round(ms(spread, 50), 1), ''],
      ['p99 ms', round(ms(inOneInstant, 99), 0), round(ms(spread, 99), 1), '≤ 300'],
      ['server CPU ms a return', '', each('server'), ''],
      ['database CPU ms a return', '', each('database'), ''],
      ['returns with a gap, a double or another order', wrong, '', '0'],
    ],
    met: ms(spread, 99) <= 300 && wrong === 0,
  };
}

/** 200 visitors in a chat who have seen all of it, and 100 messages that were written when they were gone. */
async function whoLeft(rig, { product, document }) {
  const cast = await openCast(rig, product);
  const sockets = new Map();
  await together(await cast.agents(clients, 1), async ({ id, token }) => {
    const query = 'subscription{events{__typename}}';
    sockets.set(id, await listening(product.socketUrl, { token, query, onData: () => {} }));
  });
  const visitors = await cast.visitors(clients);
  const chats = await openChats(rig, { product, cast, visitors, sockets });
  const leavers = await together(chats, async ({ visitor, conversationId }) => {
    let after = null;
    const variables = { after: null };
    const onData = ({ events: frame }) => (after = frame.cursor ?? after);
    const socket = await listening(product.socketUrl, {
      token: visitor.token,
      query: document,
      variables,
      onData,
    });
    socket.close();
    return { visitor, after };
  });
  const said = await together(chats, async ({ agentSocket, conversationId }) => {
    const sequences = [];
    for (let line = 0; line < gap; line += 1) {
      const input = { conversationId, text, clientMessageId: `line-${line}` };
      const { messageSend } = await agentSocket.ask(send, { i: input });
      sequences.push(messageSend.message.sequence);
    }
    return sequences;
  });
  return leavers.map((leaver, index) => ({ ...leaver, sequences: said[index] }));
}

/** One return, and whether what came is exactly what was missed. */
async function comeBack({ product, leaver, document, afterMs }) {
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
  const { visitor, after, sequences } = leaver;
  const began = performance.now();
  const socket = await Socket.open(product.socketUrl, visitor.token);
  const got = await new Promise((resolve) => {
    const seen = [];
    socket.subscribe(document, { after }, ({ events: frame }) => {
      for (const { message } of frame.events ?? []) if (message) seen.push(message.sequence);
      if (frame.__typename !== 'EventBatch') resolve(seen);
    });
  });
  const ms = performance.now() - began;
  socket.close();
  return { ms, isWhole: String(got) === String(sequences) };
}

/**
 * One event to all who listen: thousands of supervisors of a workspace, each with a token and a socket of their own, hear what
 * a visitor writes, by `messageAdded` and by `events` with each reader's own cursor. The floor gives a text of the same length
 * to as many sockets as one shared buffer. The server's CPU for each frame that a reader got is what counts; what the
 * product spends at rest meanwhile (every open session is looked up again every two seconds) is measured before and taken off.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { accept, answerYes, openCast, yes } from './support/cast.mjs';
import { cpuOf, median, round } from './support/measure.mjs';
import { post } from './support/rig.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Fan-out (one event to 10,000 sockets)';
const budget = 1.25;
const parts = 'id sequence author authorName text clientMessageId createdAt';
const added = `subscription($c:ID!,$a:Int){messageAdded(conversationId:$c,afterSequence:$a){${parts}}}`;
const streamed = `subscription($f:EventFilter){events(filter:$f){__typename ... on EventBatch{cursor events{__typename id occurredAt ... on MessageAdded{message{${parts}}}}} ... on CaughtUp{cursor serverTime}}}`;
const send = 'mutation($i:MessageSendInput!){messageSend(input:$i){message{sequence} userErrors{code message}}}';
/** An agent who listens for offers can be offered a chat. */
const rings = 'subscription{events(filter:{types:[OFFER_CREATED]}){__typename}}';
const text = 'Does the lamp come with a longer cable, and can I have it by Friday?';

/** A process full of readers, and what it says of them. */
class Readers {
  #child;
  #waiting = new Map();
  #failed;
  #fail;
  constructor(root) {
    this.#child = fork(join(root, 'bench/support/readers.mjs'));
    this.#child.on('message', (said) => {
      if ('broken' in said) this.#fail(new Error(said.broken));
      else this.#at('name' in said ? `${said.name} ${said.sequence}` : Object.keys(said)[0]).resolve(said);
    });
    this.#failed = new Promise((_resolve, reject) => (this.#fail = reject));
    this.#child.once('exit', (code) => code !== 0 && this.#fail(new Error(`The readers ended with ${code}.`)));
    this.#failed.catch(() => {});
  }

  /** What they say may come before or behind the question for it. */
  #at(key) {
    const known = this.#waiting.get(key);
    if (known !== undefined) return known;
    const made = {};
    made.promise = new Promise((resolve) => (made.resolve = resolve));
    this.#waiting.set(key, made);
    return made;
  }

  /** Resolves when they say this, or when they have said it. */
  async said(key) {
    const said = await Promise.race([this.#at(key).promise, this.#failed]);
    this.#waiting.delete(key);
    return said;
  }

  open(job) {
    this.#child.send({ does: 'open', ...job });
    return this.said('opened');
  }

  /** How many frames came out of order, twice or after one that is missing. */
  async close() {
    this.#child.send({ does: 'close' });
    return (await this.said('astray')).astray;
  }
}

async function productSide(rig, count) {
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const dialogId = await cast.dialog();
  const [agent] = await cast.agents(1, 10);
  const desk = await Socket.open(product.socketUrl, agent.token);
  await new Promise((resolve) => desk.subscribe(rings, {}, resolve));
  const viewers = await cast.viewers(count);
  const visitors = await cast.visitors(2);
  const [line, log] = await Promise.all(
    visitors.map(async (visitor) => {
      const conversationId = await cast.start(visitor, dialogId);
      await post(product.url, visitor.token, answerYes, yes(conversationId));
      const { rows } = await rig.owner.query('SELECT offer_id AS id FROM offer WHERE conversation_id = $1', [
        cast.plainId(conversationId),
      ]);
      // Taken, so that nothing ends by itself however slow the machine is.
      await desk.ask(accept, { i: { offerId: cast.globalId('Offer', rows[0].id) } });
      const say = async () => {
        const { messageSend } = await post(product.url, visitor.token, send, { i: { conversationId, text } });
        if (messageSend.message === null) throw new Error(JSON.stringify(messageSend));
        return messageSend.message.sequence;
      };
      return { conversationId, say, sequence: await say() };
    }),
  );
  const readers = new Readers(rig.root);
  await readers.open({
    url: product.socketUrl,
    count,
    tokens: viewers.map(({ token }) => token),
    streams: [
      { name: 'line', query: added, variables: { c: line.conversationId, a: line.sequence - 1 } },
      {
        name: 'log',
        query: streamed,
        variables: { f: { types: ['MESSAGE_ADDED'], conversationId: log.conversationId } },
      },
    ],
  });
  const told =
    (name, { say }) =>
    async () =>
      readers.said(`${name} ${await say()}`);
  return { pid: product.pid, readers, messageAdded: told('line', line), events: told('log', log) };
}

async function floorSide(rig, count, sample) {
  const floor = await rig.floor('fan-out-floor.mjs');
  const readers = new Readers(rig.root);
  await readers.open({ url: floor.socketUrl, count });
  const mouth = await new Promise((resolve) => {
    const socket = new WebSocket(`${floor.socketUrl}/say`, { perMessageDeflate: false });
    socket.on('open', () => resolve(socket));
  });
  let sequence = 0;
  const say = () => {
    sequence += 1;
    mouth.send(sample.replace(/"sequence":\d+/, `"sequence":${sequence}`));
    return readers.said(`floor ${sequence}`);
  };
  return { pid: floor.pid, readers, say };
}

/** CPU in microseconds for each frame that came, and how long one event took until everybody had it. */
async function told(pid, times, count, rest, tell) {
  const took = [];
  const before = cpuOf(pid);
  const began = performance.now();
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    await tell();
    took.push(performance.now() - from);
  }
  const idle = (rest * (performance.now() - began)) / 1000;
  return { cpu: (cpuOf(pid) - before - idle) / (times * count), ms: median(took) };
}

/** Microseconds of CPU a second that it takes while nothing happens. */
async function atRest(pid) {
  const before = cpuOf(pid);
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  return ((cpuOf(pid) - before) / (performance.now() - began)) * 1000;
}

export async function run(rig, { full }) {
  const count = 10_000;
  const rounds = full ? 9 : 5;
  const times = full ? 20 : 6;
  const ours = await productSide(rig, count);
  const { text: sample, bytes } = await ours.events();
  const floor = await floorSide(rig, count, sample);
  const rest = await atRest(ours.pid);
  const sides = {
    messageAdded: () => told(ours.pid, times, count, rest, ours.messageAdded),
    events: () => told(ours.pid, times, count, rest, ours.events),
    floor: () => told(floor.pid, times, count, 0, floor.say),
  };
  const results = { messageAdded: [], events: [], floor: [] };
  for (const side of Object.keys(sides)) await sides[side]();
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const side of turn % 2 === 0 ? Object.keys(sides) : Object.keys(sides).reverse())
      results[side].push(await sides[side]());
  }
  const astray = (await ours.readers.close()) + (await floor.readers.close());
  const of = (side, key) => median(results[side].map((result) => result[key]));
  const ratio = (side) => of(side, 'cpu') / of('floor', 'cpu');
  const frames = rounds * times * count;
  return {
    rows: [
      ['', 'messageAdded', 'events', 'floor', 'budget'],
      ['frames that readers got', frames, frames, frames, frames],
      ['bytes a frame', '', bytes, bytes, ''],
      [
        'server CPU µs a frame',
        round(of('messageAdded', 'cpu')),
        round(of('events', 'cpu')),
        round(of('floor', 'cpu')),
        '',
      ],
      ['of the floor', round(ratio('messageAdded')), round(ratio('events')), '', `≤ ${budget}`],
      [
        'ms until all have it',
        round(of('messageAdded', 'ms'), 0),
        round(of('events', 'ms'), 0),
        round(of('floor', 'ms'), 0),
        '',
      ],
      ['frames astray, doubled or missing', astray, '', '', 0],
      ['server CPU at rest, ms a second', round(rest / 1000, 0), '', '', ''],
    ],
    met: ratio('messageAdded') <= budget && ratio('events') <= budget && astray === 0,
  };
}

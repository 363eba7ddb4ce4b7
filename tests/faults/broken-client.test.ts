/** The judge of the other tests, pointed at clients that forget what the SDK remembers: it must go red. */
import { randomUUID } from 'node:crypto';
import { MessageSendDocument } from '../../clients/sdk/generated/graphql';
import { openDesk } from '../support/desk';
import { Happenings } from '../support/happenings';
import { granted } from '../support/person';
import { type Acknowledged, faultsOf, reads, sendAll, servedChats } from './load';

async function aChat() {
  const desk = await openDesk();
  const [chat] = await servedChats(desk, 1);
  if (chat === undefined) throw new Error('There is no chat.');
  const { conversationId } = chat;
  const acknowledged: Acknowledged[] = [];
  const send = (sends: (text: string) => Promise<number>, each: number) => {
    const round = `round ${acknowledged.length}`;
    return sendAll([{ conversationId, sends }], { each, round, acknowledged: (one) => void acknowledged.push(one) });
  };
  return { desk, vera: chat.vera, conversationId, acknowledged, send };
}

/** The request is carried out, and every second answer is lost on its way back. */
function losingAnswers(): typeof globalThis.fetch {
  let answers = 0;
  return async (...request) => {
    const answer = await globalThis.fetch(...request);
    answers += 1;
    if (answers % 2 === 1) throw new TypeError('The answer was lost.');
    return answer;
  };
}

test('answers that are lost make no message twice', async () => {
  const { desk, vera, conversationId, acknowledged, send } = await aChat();
  const tab = await desk.tabOf(vera, undefined, { fetch: losingAnswers() });
  await send((text) => tab.sends(conversationId, text), 6);
  const readings = [reads(vera, conversationId)];
  expect(await faultsOf(desk, { acknowledged, readings })).toEqual([]);
});

test('a sender that makes up a new clientMessageId for each try is found out', async () => {
  const { desk, vera, conversationId, acknowledged, send } = await aChat();
  const tab = await desk.tabOf(vera, undefined, { fetch: losingAnswers() });
  const sends = async (text: string): Promise<number> => {
    for (;;) {
      const input = { conversationId, text, clientMessageId: randomUUID() };
      const answer = await tab.parley.request(MessageSendDocument, { input }, { repeatable: false });
      if (answer.ok) return granted(answer.data.messageSend).message?.sequence ?? 0;
    }
  };
  await send(sends, 3);
  expect(await faultsOf(desk, { acknowledged, readings: [] })).toEqual(
    [0, 1, 2].map(() => expect.stringMatching(/stored 2 times/)),
  );
});

test('a message that was acknowledged and is not there is found out', async () => {
  const { desk, vera, conversationId, acknowledged, send } = await aChat();
  await send((text) => vera.sends(conversationId, text), 2);
  const lost: Acknowledged = { conversationId, text: 'never stored', sequence: 6 };
  const moved = acknowledged.map((one) => ({ ...one, sequence: one.sequence + 1 }));
  const faults = await faultsOf(desk, { acknowledged: [lost, ...moved], readings: [] });
  expect(faults).toEqual([
    expect.stringMatching(/stored 0 times/),
    expect.stringMatching(/acknowledged as 5 and is 4/),
    expect.stringMatching(/acknowledged as 6 and is 5/),
  ]);
});

const query = `subscription ($c: ID!, $a: Int) { messageAdded(conversationId: $c, afterSequence: $a) { sequence text } }`;

/** Reads without the SDK; its line drops in the middle, and it comes back with the sequence that `resumes` says. */
async function readsByHand(resumes: (last: number) => number | null) {
  const { desk, vera, conversationId, acknowledged, send } = await aChat();
  const read = new Happenings<{ sequence: number; text: string }>('The reader by hand');
  const listens = async (afterSequence: number | null) => {
    const socket = await desk.server.socket(vera.token);
    socket.raw.on('message', (data: Buffer) => {
      const frame = JSON.parse(String(data)) as {
        payload?: { data?: { messageAdded?: { sequence: number; text: string } } };
      };
      const message = frame.payload?.data?.messageAdded;
      if (message !== undefined) read.add(message);
    });
    socket.subscribe('m', query, { c: conversationId, a: afterSequence });
    return socket;
  };
  const first = await listens(0);
  await send((text) => vera.sends(conversationId, text), 3);
  await read.first('message 6', ({ sequence }) => sequence === 6);
  first.raw.terminate();
  await send((text) => vera.sends(conversationId, text), 4);
  const second = await listens(resumes(6));
  // By then the subscription has most likely begun, too; where it has not, one from now misses even more.
  second.subscribe('q', '{ serverTime }');
  await second.nextOf('q');
  await send((text) => vera.sends(conversationId, text), 2);
  return faultsOf(desk, { acknowledged, readings: [{ who: 'The reader', conversationId, read }] });
}

test('a reader that resumes behind its last message is fine', async () => {
  expect(await readsByHand((last) => last)).toEqual([]);
});

test.each([
  ['from the beginning', () => 0],
  ['from one before its last message', (last: number) => last - 1],
  ['from one behind its last message', (last: number) => last + 1],
  ['from now', () => null],
])('a reader that resumes %s is found out', async (_from, resumes) => {
  expect(await readsByHand(resumes)).toEqual([
    expect.stringMatching(/^The reader (read \d+ of 12|never came to message 12)/),
  ]);
});

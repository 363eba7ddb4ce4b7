/** A line that breaks a thousand times in the middle of a burst: nothing is lost, nothing comes twice, nothing needs a reload. */
import { openDesk } from '../support/desk';
import { faultsOf, reads, sendAll } from '../faults/load';
import type { Person } from '../support/person';

const breaksInAll = 1_000;
const readersOfEach = 5;
const fewestMessages = 120;

/** Breaks and mends as quickly as the reader can come back. */
async function breaksAgainAndAgain(person: Person, times: number, heard: () => number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    const before = heard();
    person.lineDrops();
    person.lineReturns();
    // Every other time it breaks before anything could be read.
    if (round % 2 === 0) continue;
    const deadline = performance.now() + 50;
    while (heard() === before && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('a thousand broken lines in the middle of a burst: what each of ten readers has is what the server has', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  await vera.isTold('CONNECTED');
  const conversationId = vera.conversationId ?? '';
  const readers: { person: Person; reading: ReturnType<typeof reads> }[] = [];
  for (let reader = 0; reader < readersOfEach; reader += 1) {
    for (const of of [vera, ann]) {
      const person = await desk.tabOf(of);
      readers.push({ person, reading: reads(person, conversationId) });
    }
  }
  const acknowledged: Parameters<Parameters<typeof sendAll>[1]['acknowledged']>[0][] = [];
  let isBreaking = true;
  const senders = [vera, ann].map((from) => ({
    conversationId,
    sends: (text: string) => from.sends(conversationId, text),
  }));
  const burst = (async () => {
    for (let round = 0; isBreaking || acknowledged.length < fewestMessages; round += 1) {
      await sendAll(senders, { each: 4, round: `round ${round}`, acknowledged: (one) => void acknowledged.push(one) });
    }
  })();
  const each = breaksInAll / readers.length;
  await Promise.all(
    readers.map(({ person, reading }) => breaksAgainAndAgain(person, each, () => reading.read.all.length)),
  );
  isBreaking = false;
  await burst;
  const readings = [...readers.map(({ reading }) => reading), { who: 'Vera', conversationId, read: vera.read }];
  expect(await faultsOf(desk, { acknowledged, readings })).toEqual([]);
});

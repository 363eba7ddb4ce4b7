/** What the verbs of a chat cost beside its lines: how often the process waits for the database, counted on the wire. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationMarkRead } from '../../src/actions/conversation-mark-read';
import { typingSend } from '../../src/actions/typing-send';
import type { VisitorActor } from '../../src/auth/actor';
import type { Outcome } from '../../src/routing/refusal';
import { Counted } from '../support/counted';
import { accepts, declines, type Stage, valueOf } from '../support/stage';

let counted: Counted;
let stage: Stage;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
  await stage.agent();
  await stage.agent();
  await stage.dialog();
});

const costOf = (run: () => Promise<Outcome<unknown>>): Promise<number> =>
  counted.cost(async () => valueOf(await run()));
async function ringing() {
  const visitor = await stage.visitor();
  const id = await stage.asks(visitor);
  return { visitor, id, offer: await stage.ringing(id) };
}
const ends = (actor: VisitorActor, conversationId: Awaited<ReturnType<typeof ringing>>['id']) =>
  conversationEnd(stage.ports, actor, { conversationId });

test('an accept is three: whose offer it is, all that it needs behind the locks, and the commit', async () => {
  const { offer } = await ringing();
  expect(await costOf(() => accepts(stage, offer))).toBe(3);
});

test('an end is three, whether somebody is served or it still rings', async () => {
  const waits = await ringing();
  expect(await costOf(() => ends(waits.visitor, waits.id))).toBe(3);
  const served = await ringing();
  valueOf(await accepts(stage, served.offer));
  expect(await costOf(() => ends(served.visitor, served.id))).toBe(3);
});

test('a decline behind which nobody is tried any more is five: who is left is looked up when its place is free', async () => {
  const { offer, id } = await ringing();
  expect(await costOf(() => declines(stage, offer))).toBe(5);
  expect((await stage.chat(id)).state).toBe('MISSED');
});

test('typing is one, and what was read is two', async () => {
  const { visitor, offer, id: conversationId } = await ringing();
  valueOf(await accepts(stage, offer));
  expect(await costOf(() => typingSend(stage.ports, visitor, { conversationId }))).toBe(1);
  expect(await costOf(() => conversationMarkRead(stage.ports, visitor, { conversationId, upToSequence: 2 }))).toBe(2);
});

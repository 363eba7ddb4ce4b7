/** A line is decided on what the process knows of its conversation, and stored where that is still so. */
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { createKeptStandings } from '../../src/stores/kept-standings';
import { Counted } from '../support/counted';
import { codeOf, says, type Stage, valueOf } from '../support/stage';

let counted: Counted;
let stage: Stage;
let ann: AgentActor;
let ben: AgentActor;
let visitor: VisitorActor;
let conversationId: ConversationId;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
  ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
  visitor = await stage.visitor();
  conversationId = (await stage.isServed(visitor)).id;
  ben = await stage.agent({ name: 'Ben' });
});

const line = (text: string) => ({ conversationId, text });
const costOf = (at: Stage, author: VisitorActor | AgentActor): Promise<number> =>
  counted.cost(async () => valueOf(await says(at, author, line('hello'))));
/** By another process, or by hand: this one is told nothing. */
const becomes = (columns: string): Promise<unknown> =>
  counted.db.rows(`UPDATE conversation SET ${columns} WHERE conversation_id = $1`, [conversationId]);

test('a line is one round trip, whoever says it; the first in a conversation that the process has not met is two', async () => {
  expect(await costOf(stage, visitor)).toBe(2);
  expect(await costOf(stage, visitor)).toBe(1);
  expect(await costOf(stage, ann)).toBe(1);
});

test('two processes that write into one conversation in turns do not put each other off', async () => {
  const other = counted.coldly(stage);
  await costOf(stage, visitor);
  await costOf(other, ann);
  for (let turn = 0; turn < 3; turn += 1) {
    expect([await costOf(stage, visitor), await costOf(other, ann)]).toEqual([1, 1]);
  }
  const said = (await stage.messages(conversationId)).slice(-8);
  expect(said.map(({ authorName }) => authorName)).toEqual([null, 'Ann', null, 'Ann', null, 'Ann', null, 'Ann']);
  expect(said.map(({ sequence }) => sequence)).toEqual(said.map((_, index) => index + 4));
});

test.each([
  [`status = 'DROPPED', ended_at = now()`, 'CONVERSATION_CLOSED', 'CONVERSATION_CLOSED'],
  [`waiting_card = 'card'`, 'CONFLICT', 'CONFLICT'],
  [`live_chat_state = 'ENDED'`, 'OK', 'NOT_FOUND'],
  ['agent_id = NULL', 'OK', 'NOT_FOUND'],
] as const)('what another process has changed counts at once: %s', async (columns, ofVisitor, ofAgent) => {
  valueOf(await says(stage, visitor, line('known')));
  await becomes(columns);
  expect(codeOf(await says(stage, visitor, line('of the visitor')))).toBe(ofVisitor);
  expect(codeOf(await says(stage, ann, line('of the agent')))).toBe(ofAgent);
});

test('nobody is refused by what was so a moment ago', async () => {
  valueOf(await says(stage, visitor, line('known')));
  await becomes(`waiting_card = 'card'`);
  expect(codeOf(await says(stage, visitor, line('meets the card')))).toBe('CONFLICT');
  await becomes('waiting_card = NULL');
  expect(codeOf(await says(stage, visitor, line('the card is gone')))).toBe('OK');
});

test.each([
  ['a guest', (id: string) => `guest_agent_id = '${id}'`],
  ['one who listens', (id: string) => `listener_ids = ARRAY['${id}'::uuid]`],
])('%s is told of the very next line, with a number of its own', async (_who, columns) => {
  valueOf(await says(stage, visitor, line('known')));
  await becomes(columns(ben.agentId));
  const before = stage.events.at(-1)?.position ?? 0;
  for (const text of ['alone behind the lock', 'with others']) valueOf(await says(stage, visitor, line(text)));
  const told = stage.events.filter(({ position }) => position > before);
  expect(told.map(({ event }) => [event.agentId, event.onlyAgent])).toEqual([
    [ann.agentId, false],
    [ben.agentId, true],
    [ann.agentId, false],
    [ben.agentId, true],
  ]);
  expect(told.map(({ position }) => position)).toEqual([before + 1, before + 2, before + 3, before + 4]);
});

test('what is kept stays small: the conversation that was not asked for the longest goes first', () => {
  const standing = { visitorId: newId<'Visitor'>(), dialogVersion: 1, status: 'OPEN', waitingCard: null } as const;
  const rest = { liveChatState: null, agentId: null, guestAgentId: null, standsAs: '()' } as const;
  const [one, two, three] = [newId<'Conversation'>(), newId<'Conversation'>(), newId<'Conversation'>()];
  const kept = createKeptStandings(2);
  for (const id of [one, two]) kept.keep({ id, ...standing, ...rest });
  kept.find(one);
  kept.keep({ id: three, ...standing, ...rest });
  expect([one, two, three].map((id) => kept.find(id)?.id ?? null)).toEqual([one, null, three]);
});

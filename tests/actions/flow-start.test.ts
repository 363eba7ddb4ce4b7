import { cardAnswer } from '../../src/actions/card-answer';
import type { FlowStartInput } from '../../src/actions/flow-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId, DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';
import { playerOf, publishes, startsFlow } from '../support/stage-plays';

const cards: Script = [
  {
    kind: 'QUESTION',
    key: 'ask',
    text: 'Shall we write to {{visitor.company:"your company"}}?',
    attribute: null,
    responses: [{ key: 'yes', label: 'Yes', storedValue: null, next: null }],
  },
];

let visitor: VisitorActor;
let flowId: DialogId;
beforeEach(async () => {
  visitor = await stage.visitor();
  flowId = await publishes(stage, cards, { kind: 'FLOW', key: 'trial' });
});

const starts = (input: Partial<FlowStartInput> = {}) => startsFlow(stage, visitor, { flowId, ...input });
const begins = async (input: Partial<FlowStartInput> = {}): Promise<ConversationId> =>
  valueOf(await starts(input)) as ConversationId;
const finishes = (id: ConversationId) => playerOf(stage, visitor, id).says('ask', 'yes');

test('it starts by id or by key, with what the page knows, and stands as the page says', async () => {
  const attributes = [{ name: 'Company', value: 'Havsö' }];
  const id = await begins({
    flowId: null,
    flowKey: 'trial',
    attributes,
    delivery: 'INLINE',
    pageUrl: 'https://shop.example/',
  });
  const player = playerOf(stage, visitor, id);
  expect(await player.heard()).toEqual(['Shall we write to Havsö?']);
  expect(await player.play()).toMatchObject({ delivery: 'INLINE', source: 'DIRECT' });
  expect(await stage.conversation(id)).toMatchObject({ dialogId: flowId, pageUrl: 'https://shop.example/' });
  expect((await stage.work((tx) => tx.visitors.find(visitor.visitorId)))?.attributes).toEqual([
    { name: 'company', value: 'Havsö', source: 'PAGE' },
  ]);
});

test('what a visitor said before is not overwritten by the page, neither in the rows nor in what the bot says', async () => {
  await stage.work(async (tx) => {
    tx.visitors.setAttributes(visitor.visitorId, [{ name: 'company', value: 'Mine', source: 'VISITOR' }]);
  });
  const id = await begins({ attributes: [{ name: 'company', value: 'Yours' }] });
  expect(await playerOf(stage, visitor, id).heard()).toEqual(['Shall we write to Mine?']);
});

test('while it is open the same conversation is answered; finished, it is begun anew as often as one likes', async () => {
  const first = await begins();
  expect(await begins()).toBe(first);
  await finishes(first);
  const second = await begins();
  expect(second).not.toBe(first);
  await finishes(second);
  expect(await begins()).not.toBe(second);
});

test('a start that is repeated because its answer was lost begins nothing anew, finished or not', async () => {
  const first = await begins({ clientFlowId: 'f1' });
  expect(await begins({ clientFlowId: 'f1' })).toBe(first);
  await finishes(first);
  expect(await begins({ clientFlowId: 'f1' })).toBe(first);
  expect(await begins({ clientFlowId: 'f2' })).not.toBe(first);
  const other = await publishes(stage, cards, { kind: 'FLOW' });
  expect(await starts({ flowId: other, clientFlowId: 'f1' })).toMatchObject({
    refusals: [{ code: 'CONFLICT', field: ['clientFlowId'] }],
  });
});

test('twenty clicks at once are one conversation', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => begins({ clientFlowId: `click-${index}` })));
  expect(new Set(ids).size).toBe(1);
  const again = await Promise.all(Array.from({ length: 20 }, () => begins({ clientFlowId: 'one' })));
  expect(new Set(again)).toEqual(new Set(ids));
});

test('only a published flow is started', async () => {
  const dialog = await stage.dialog();
  expect(codeOf(await starts({ flowId: dialog }))).toBe('NOT_FOUND');
  expect(codeOf(await starts({ flowId: null, flowKey: 'unknown' }))).toBe('NOT_FOUND');
  await stage.work(async (tx) => tx.dialogs.unpublish(flowId));
  expect(codeOf(await starts())).toBe('NOT_FOUND');
});

test('bad input is told with its field, and nothing begins', async () => {
  const bad: [Partial<FlowStartInput>, string[]][] = [
    [{ flowId: null }, ['flowId']],
    [{ flowKey: 'trial' }, ['flowId']],
    [{ pageUrl: 'javascript:alert(1)' }, ['pageUrl']],
    [{ clientFlowId: '' }, ['clientFlowId']],
    [{ clientFlowId: 'x'.repeat(201) }, ['clientFlowId']],
    [{ attributes: [{ name: 'shoeSize', value: '44' }] }, ['attributes', '0', 'name']],
    [{ attributes: [{ name: 'companySize', value: 'many' }] }, ['attributes', '0', 'value']],
    [{ attributes: Array.from({ length: 51 }, () => ({ name: 'city', value: 'Visby' })) }, ['attributes']],
  ];
  for (const [input, field] of bad) {
    expect(await starts(input)).toMatchObject({ ok: false, refusals: [{ code: 'INVALID', field }] });
  }
  const [admin] = [await stage.agent({ permissions: ['FLOWS_MANAGE'] })];
  expect(codeOf(await startsFlow(stage, admin as never, { flowId }))).toBe('FORBIDDEN');
  expect(stage.events.some(({ event }) => event.type === 'CONVERSATION_STARTED')).toBe(false);
});

test('the switch and the end of the package hold for flows as for dialogs; what runs goes on', async () => {
  const open = await begins();
  await db.rows('UPDATE workspace SET chat_enabled = false WHERE workspace_id = $1', [stage.workspaceId]);
  expect(await begins()).toBe(open);
  visitor = await stage.visitor();
  expect(valueOf(await starts())).toBeNull();
  await db.rows('UPDATE workspace SET chat_enabled = true WHERE workspace_id = $1', [stage.workspaceId]);
  await stage.work(async (tx) => tx.usage.updateLimits({ engagedConversationMonthlyLimit: 0 }));
  expect(codeOf(await starts())).toBe('LIMIT_REACHED');
});

test('an answered flow is an engaged conversation like any other', async () => {
  const id = await begins();
  const answer = { responseKey: 'yes', response: null, value: null, clientMessageId: null };
  valueOf(await cardAnswer(stage.ports, visitor, { conversationId: id, cardKey: 'ask', ...answer }));
  expect((await stage.work((tx) => tx.usage.find())).engagedConversationsThisMonth).toBe(1);
});

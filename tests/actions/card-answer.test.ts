import { cardAnswer, type CardAnswerInput } from '../../src/actions/card-answer';
import { conversationStart } from '../../src/actions/conversation-start';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { Attribute, ConversationId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { stage } from '../support/empty-stage';
import { codeOf, roundRobin, valueOf } from '../support/stage';

const cards: Script = [
  {
    kind: 'QUESTION',
    key: 'who',
    text: 'Who are you?',
    attribute: 'jobTitle',
    responses: [
      { key: 'dev', label: 'A developer', storedValue: 'Developer', next: 'mail' },
      { key: 'other', label: 'Somebody else', storedValue: null, next: null },
    ],
  },
  { kind: 'INFO_CAPTURE', key: 'mail', text: 'Your e-mail?', attribute: 'email', next: 'agent' },
  { kind: 'LIVE_CHAT', key: 'agent', routing: roundRobin, acceptWindowSeconds: null, next: null },
];

let visitor: VisitorActor;
let conversationId: ConversationId;
beforeEach(async () => {
  await stage.dialog({ cards });
  visitor = await stage.visitor();
  const started = await conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: null });
  conversationId = valueOf(started) as ConversationId;
});

const answers = (given: Partial<CardAnswerInput>) =>
  cardAnswer(stage.ports, visitor, {
    conversationId,
    cardKey: 'who',
    responseKey: null,
    response: null,
    value: null,
    clientMessageId: null,
    ...given,
  });
const attributesOf = async (): Promise<readonly Attribute[]> =>
  (await stage.work((tx) => tx.visitors.find(visitor.visitorId)))?.attributes ?? [];

test('an answer is what the visitor says, sets the attribute, and brings the next card', async () => {
  valueOf(await answers({ responseKey: 'dev' }));
  expect((await stage.messages(conversationId)).map(({ author, text }) => [author, text])).toEqual([
    ['BOT', 'Who are you?'],
    ['VISITOR', 'A developer'],
    ['BOT', 'Your e-mail?'],
  ]);
  expect(await attributesOf()).toEqual([{ name: 'jobTitle', value: 'Developer', source: 'VISITOR' }]);
  expect(await stage.conversation(conversationId)).toMatchObject({ waitingCard: 'mail' });
});

test('the label is a shorthand for the key; a branch that ends completes the conversation', async () => {
  valueOf(await answers({ response: ' somebody ELSE ' }));
  expect(await stage.conversation(conversationId)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
  const types = stage.events.slice(-2).map(({ event }) => event.type);
  expect(types).toEqual(['PROMPT_CHANGED', 'CONVERSATION_ENDED']);
});

test('the first answer engages, once, and is counted once', async () => {
  valueOf(await answers({ responseKey: 'dev' }));
  valueOf(await answers({ cardKey: 'mail', value: 'vera@example.com' }));
  expect(stage.events.filter(({ event }) => event.type === 'CONVERSATION_ENGAGED')).toHaveLength(1);
  expect((await stage.work((tx) => tx.usage.find())).engagedConversationsThisMonth).toBe(1);
});

test('at the live chat card an agent is rung in the same step', async () => {
  await stage.agent();
  valueOf(await answers({ responseKey: 'dev' }));
  valueOf(await answers({ cardKey: 'mail', value: 'vera@example.com' }));
  expect(await stage.conversation(conversationId)).toMatchObject({ waitingCard: null, liveChatState: 'OFFERED' });
  const types = stage.events.slice(-6).map(({ event }) => event.type);
  expect(types).toEqual([
    'MESSAGE_ADDED',
    'VISITOR_IDENTIFIED',
    'PROMPT_CHANGED',
    'LIVE_CHAT_REQUESTED',
    'OFFER_CREATED',
    'AGENT_CHANGED',
  ]);
});

test('only the waiting card is answered, and only with what it takes', async () => {
  expect(codeOf(await answers({ cardKey: 'mail', value: 'vera@example.com' }))).toBe('CONFLICT');
  expect(await answers({ responseKey: 'cat' })).toMatchObject({
    refusals: [{ code: 'INVALID', field: ['responseKey'] }],
  });
  valueOf(await answers({ responseKey: 'dev' }));
  expect(codeOf(await answers({ responseKey: 'dev' }))).toBe('CONFLICT');
  expect(await answers({ cardKey: 'mail', value: 'vera' })).toMatchObject({
    refusals: [{ code: 'INVALID', field: ['value'] }],
  });
  expect(await stage.messages(conversationId)).toHaveLength(3);
});

test('a retry with the same clientMessageId answers the same; with another answer it is a conflict', async () => {
  const first = await answers({ responseKey: 'dev', clientMessageId: 'a1' });
  expect(await answers({ responseKey: 'dev', clientMessageId: 'a1' })).toEqual(first);
  expect(codeOf(await answers({ responseKey: 'other', clientMessageId: 'a1' }))).toBe('CONFLICT');
  expect(await stage.messages(conversationId)).toHaveLength(3);
});

test('thirty taps on one button are one answer', async () => {
  const taps = await Promise.all(Array.from({ length: 30 }, () => answers({ responseKey: 'dev' })));
  expect(taps.filter((tap) => tap.ok)).toHaveLength(1);
  expect(await stage.messages(conversationId)).toHaveLength(3);
});

test('a closed conversation is not answered; another visitor does not find it', async () => {
  const other = await stage.visitor();
  const input = { conversationId, cardKey: 'who', responseKey: 'dev', response: null, value: null };
  expect(codeOf(await cardAnswer(stage.ports, other, { ...input, clientMessageId: null }))).toBe('NOT_FOUND');
  valueOf(await answers({ responseKey: 'other' }));
  expect(codeOf(await answers({ responseKey: 'dev' }))).toBe('CONVERSATION_CLOSED');
});

test('what the visitor said is not overwritten by the page', async () => {
  valueOf(await answers({ responseKey: 'dev' }));
  const { workspaceKey, ports } = stage;
  const { token } = valueOf(await visitorSessionStart(ports, { workspaceKey, visitorToken: null, attributes: [] }));
  expect(token).toMatch(/^v_/);
  const again = await stage.work(async (tx) => {
    tx.visitors.setAttributes(visitor.visitorId, [{ name: 'jobTitle', value: 'Hacker', source: 'PAGE' }]);
    tx.visitors.setAttributes(visitor.visitorId, [{ name: 'country', value: 'SE', source: 'PAGE' }]);
    return tx.visitors.find(visitor.visitorId);
  });
  expect(again?.attributes).toEqual([
    { name: 'country', value: 'SE', source: 'PAGE' },
    { name: 'jobTitle', value: 'Developer', source: 'VISITOR' },
  ]);
});

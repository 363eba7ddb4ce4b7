import type { VisitorActor } from '../../src/auth/actor';
import { permissions } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Graph, openGraph } from '../support/graph';
import type { Stage } from '../support/stage';

let graph: Graph;
let stage: Stage;
let admin: Asker;

beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  admin = graph.as(await stage.agent({ name: 'Ada', reachable: false, permissions: [...permissions] }));
});
afterAll(() => graph.close());

async function makes(name: string, kind: 'DIALOG' | 'FLOW' = 'DIALOG'): Promise<string> {
  const create = `mutation ($input: DialogCreateInput!) { dialogCreate(input: $input) { dialog { id } } }`;
  return (await admin.data(create, { input: { name, kind } })).dialogCreate.dialog.id;
}

async function publishes(dialogId: string): Promise<void> {
  const publish = `mutation ($input: DialogPublishInput!) { dialogPublish(input: $input) { userErrors { message } } }`;
  expect((await admin.data(publish, { input: { dialogId } })).dialogPublish.userErrors).toEqual([]);
}

const replaceCards = `mutation ($input: DialogStreamReplaceInput!) { dialogStreamReplace(input: $input) {
  dialog { issues { severity code cardKey }
    cards { __typename key translations { language text html placeholder title labels { key label } }
      ... on MessageCard { text html poke next }
      ... on QuestionCard { ask: attribute responses { key label storedValue next } }
      ... on InfoCaptureCard { attribute placeholder whenKnown invalidMessage next }
      ... on DocumentCard { title url next }
      ... on MeetingCard { routing { strategy } agentNameAttribute agentEmailAttribute next otherwise }
      ... on GoalCard { name score next }
      ... on ActionCard { attribute value next }
      ... on BranchCard { else { next } branches { key match next conditions { __typename kind
        ... on AttributeCondition { attribute operator values }
        ... on ListMemberCondition { listId member }
        ... on AgentAvailableCondition { routing { strategy } available } } } }
      ... on FlowCard { flowId flow { name } next }
      ... on DelayCard { seconds next }
      ... on LiveChatCard { routing { strategy } attempts fallbackMessage fallbackBooking leaveMessage
        queue { maxLength maxWaitSeconds } next } } }
  userErrors { code message field } } }`;

async function replaces(dialogId: string, cards: readonly object[]) {
  return (await admin.data(replaceCards, { input: { dialogId, cards } })).dialogStreamReplace;
}

const ring = { strategy: 'ROUND_ROBIN' };
const nobodysList = globalId('PersonList', '0190f1de-5e1c-7c2c-8000-0123456789ab');

test('every kind of card is told as it was given, with what was left out filled in', async () => {
  const flowId = await makes('Shared', 'FLOW');
  const { dialog, userErrors } = await replaces(await makes('Every card'), [
    {
      key: 'hi',
      message: { text: '<p>Hi <b>you</b></p>', format: 'RICH', poke: true, next: 'ask' },
      translations: [{ language: 'sv', text: 'Hej' }],
    },
    { key: 'ask', question: { text: 'Well?', attribute: 'city', responses: [{ label: 'Yes', next: 'mail' }] } },
    {
      key: 'mail',
      infoCapture: { text: 'Mail?', attribute: 'email', whenKnown: 'SKIP', placeholder: 'x', next: 'paper' },
    },
    { key: 'paper', document: { text: 'Read', title: 'Prices', url: 'https://example.com/a.pdf', next: 'book' } },
    {
      key: 'book',
      meeting: { text: 'Book', routing: ring, agentNameAttribute: 'company', next: 'won', otherwise: 'won' },
    },
    { key: 'won', goal: { name: 'Won', score: 3, next: 'set' } },
    { key: 'set', action: { attribute: 'crmStatus', value: 'hot', next: 'which' } },
    {
      key: 'which',
      branch: {
        branches: [
          {
            conditions: [
              { attribute: { attribute: 'country', operator: 'IS', values: ['SE'] } },
              { listMember: { listId: nobodysList } },
              { agentAvailable: { routing: ring, available: false } },
            ],
            next: 'shared',
          },
        ],
        else: { next: 'wait' },
      },
    },
    { key: 'shared', flow: { flowId, next: 'wait' } },
    { key: 'wait', delay: { seconds: 2, next: 'chat' } },
    {
      key: 'chat',
      liveChat: {
        routing: ring,
        attempts: 2,
        fallbackMessage: 'Sorry',
        leaveMessage: true,
        queue: { maxLength: 20, maxWaitSeconds: 300 },
      },
    },
  ]);
  expect(userErrors).toEqual([]);
  const none: readonly object[] = [];
  expect(dialog.cards).toEqual([
    {
      __typename: 'MessageCard',
      key: 'hi',
      text: 'Hi you',
      html: '<p>Hi <b>you</b></p>',
      poke: true,
      next: 'ask',
      translations: [{ language: 'sv', text: 'Hej', html: null, placeholder: null, title: null, labels: [] }],
    },
    {
      __typename: 'QuestionCard',
      key: 'ask',
      ask: 'city',
      responses: [{ key: 'Yes', label: 'Yes', storedValue: null, next: 'mail' }],
      translations: none,
    },
    {
      __typename: 'InfoCaptureCard',
      key: 'mail',
      attribute: 'email',
      placeholder: 'x',
      whenKnown: 'SKIP',
      invalidMessage: null,
      next: 'paper',
      translations: none,
    },
    {
      __typename: 'DocumentCard',
      key: 'paper',
      title: 'Prices',
      url: 'https://example.com/a.pdf',
      next: 'book',
      translations: none,
    },
    {
      __typename: 'MeetingCard',
      key: 'book',
      routing: ring,
      agentNameAttribute: 'company',
      agentEmailAttribute: null,
      next: 'won',
      otherwise: 'won',
      translations: none,
    },
    { __typename: 'GoalCard', key: 'won', name: 'Won', score: 3, next: 'set', translations: none },
    { __typename: 'ActionCard', key: 'set', attribute: 'crmStatus', value: 'hot', next: 'which', translations: none },
    {
      __typename: 'BranchCard',
      key: 'which',
      branches: [
        {
          key: '1',
          match: 'ALL',
          next: 'shared',
          conditions: [
            {
              __typename: 'AttributeCondition',
              kind: 'ATTRIBUTE',
              attribute: 'country',
              operator: 'IS',
              values: ['SE'],
            },
            { __typename: 'ListMemberCondition', kind: 'LIST_MEMBER', listId: nobodysList, member: true },
            { __typename: 'AgentAvailableCondition', kind: 'AGENT_AVAILABLE', routing: ring, available: false },
          ],
        },
      ],
      else: { next: 'wait' },
      translations: none,
    },
    { __typename: 'FlowCard', key: 'shared', flowId, flow: { name: 'Shared' }, next: 'wait', translations: none },
    { __typename: 'DelayCard', key: 'wait', seconds: 2, next: 'chat', translations: none },
    {
      __typename: 'LiveChatCard',
      key: 'chat',
      routing: ring,
      attempts: 2,
      fallbackMessage: 'Sorry',
      fallbackBooking: false,
      leaveMessage: true,
      queue: { maxLength: 20, maxWaitSeconds: 300 },
      next: null,
      translations: none,
    },
  ]);
  const told = dialog.issues.map(({ code, cardKey }: { code: string; cardKey: string }) => `${code} ${cardKey}`);
  expect(told).toEqual(expect.arrayContaining(['UNKNOWN_LIST which', 'UNKNOWN_FLOW shared', 'UNTRANSLATED_TEXT ask']));
});

test('a card that is two kinds, and markup that acts, are refused at their fields', async () => {
  const { dialog, userErrors } = await replaces(await makes('Bad'), [
    { key: 'two', goal: { name: 'x' }, delay: { seconds: 1 } },
    { key: 'script', message: { text: 'Hi<script>alert(1)</script>', format: 'RICH' } },
    { key: 'two conditions', branch: { branches: [{ conditions: [{ known: true, returning: true }] }], else: {} } },
  ]);
  expect(dialog).toBeNull();
  expect(userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field.join('.')])).toEqual([
    ['INVALID', 'cards.0'],
    ['INVALID', 'cards.1.message.text'],
    ['INVALID', 'cards.2.branch.branches.0.conditions.0'],
  ]);
});

const prompted = `conversation { prompt { __typename key text html
  ... on QuestionPrompt { responses { key label } }
  ... on InfoCapturePrompt { input placeholder options } } } userErrors { code message }`;

/** Everything that a visitor is asked on the way through a published dialog. */
async function walks(dialogId: string, visitor: VisitorActor, answers: readonly object[]) {
  const asker = graph.as(visitor);
  const start = await asker.data(
    `mutation ($input: ConversationStartInput!) { conversationStart(input: $input) { conversation { id } ${prompted} } }`,
    { input: { dialogId, visit: { language: 'sv-SE' } } },
  );
  const conversationId = start.conversationStart.conversation.id;
  const asked = [start.conversationStart.conversation.prompt];
  for (const answer of answers) {
    const input = { conversationId, cardKey: asked.at(-1).key, ...answer };
    const { cardAnswer } = await asker.data(
      `mutation ($input: CardAnswerInput!) { cardAnswer(input: $input) { ${prompted} } }`,
      { input },
    );
    expect(cardAnswer.userErrors).toEqual([]);
    asked.push(cardAnswer.conversation.prompt);
  }
  return asked;
}

test("what a visitor is asked comes in the visitor's language, through flows and with choices", async () => {
  await admin.data(
    `mutation ($input: AttributeDefinitionCreateInput!) { attributeDefinitionCreate(input: $input) { userErrors { code } } }`,
    { input: { name: 'bean', label: 'Bean', type: 'PICKLIST', options: ['Arabica', 'Robusta'] } },
  );
  const inner = await makes('Inner', 'FLOW');
  await replaces(inner, [
    {
      key: 'bean',
      infoCapture: { text: 'Bean?', attribute: 'bean', placeholder: 'a bean' },
      translations: [
        { language: 'sv', text: '<b>Böna, {{visitor.city:"du"}}?</b>', format: 'RICH', placeholder: 'en böna' },
      ],
    },
  ]);
  await publishes(inner);
  const outer = await makes('Outer');
  const { dialog } = await replaces(outer, [
    {
      key: 'town',
      question: { text: 'Town?', attribute: 'city', responses: [{ key: 'l', label: 'Lund', next: 'inner' }] },
      translations: [{ language: 'sv', text: 'Stad?', labels: [{ key: 'l', label: 'Lund!' }] }],
    },
    { key: 'inner', flow: { flowId: inner, next: 'mail' } },
    { key: 'mail', infoCapture: { text: 'Mail?', attribute: 'email' } },
  ]);
  expect(dialog.issues.filter(({ severity }: { severity: string }) => severity === 'ERROR')).toEqual([]);
  await publishes(outer);

  const asked = await walks(outer, await stage.visitor(), [{ responseKey: 'l' }, { value: 'robusta' }]);
  expect(asked).toEqual([
    {
      __typename: 'QuestionPrompt',
      key: 'town',
      text: 'Stad?',
      html: null,
      responses: [{ key: 'l', label: 'Lund!' }],
    },
    {
      __typename: 'InfoCapturePrompt',
      key: 'inner/bean',
      text: 'Böna, Lund?',
      html: '<b>Böna, Lund?</b>',
      input: 'PICKLIST',
      placeholder: 'en böna',
      options: ['Arabica', 'Robusta'],
    },
    {
      __typename: 'InfoCapturePrompt',
      key: 'mail',
      text: 'Mail?',
      html: null,
      input: 'EMAIL',
      placeholder: null,
      options: [],
    },
  ]);
});

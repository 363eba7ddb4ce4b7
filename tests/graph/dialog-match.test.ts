import { cardAnswer } from '../../src/actions';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import { valueOf } from '../support/stage';
import { comes, publishFor } from '../support/stage-audience';
import { staff } from '../support/staff';

let graph: Graph;
let viewer: AgentActor;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  viewer = staff(graph.stage, ['DIALOGS_VIEW', 'ALL_CONVERSATIONS_VIEW']);
});

const quiet = `query ($input: DialogMatchInput!) { dialogMatch(input: $input) {
  waitsFor { secondsOnPage secondsOnSite scrollPercent exitIntent }
  verdicts { dialogId name version priority verdict failedConditions {
    kind
    ... on AttributeCondition { attribute operator values }
    ... on LanguageCondition { languages }
    ... on ListMemberCondition { listId member }
  } }
  verdictCounts { verdict count }
} }`;
const winner = 'query ($input: DialogMatchInput!) { dialogMatch(input: $input) { dialog { name } } }';
const site = (path: string): string => `https://shop.example/${path}`;

test('a page and a visitor are explained: who wins, who waits, and why the others do not', async () => {
  const { stage } = graph;
  await publishFor(stage, {
    name: 'Pricing',
    targets: ['shop.example/pricing/*'],
    priority: 9,
    triggers: { secondsOnPage: 30 },
  });
  await publishFor(stage, {
    name: 'Swedes',
    priority: 20,
    conditions: {
      match: 'ALL',
      conditions: [
        { kind: 'LANGUAGE', languages: ['sv'] },
        { kind: 'ATTRIBUTE', attribute: 'company', operator: 'IS', values: ['Volvo'] },
        { kind: 'LIST_MEMBER', listId: 'e0000000-0000-4000-8000-000000000000' as never, member: true },
      ],
      groups: [],
    },
  });
  await publishFor(stage, { name: 'Everywhere', priority: 5, exclusions: ['*/secret'] });
  await publishFor(stage, { name: 'Flow', kind: 'FLOW', priority: 50 });
  const asked = async (input: object) => (await graph.as(viewer).data(quiet, { input })).dialogMatch;

  const first = await asked({ pageUrl: site('pricing/big'), visit: { language: 'sv', secondsOnPage: 10 } });
  expect(first.waitsFor).toEqual({ secondsOnPage: 20, secondsOnSite: null, scrollPercent: null, exitIntent: false });
  expect(first.verdicts).toMatchObject([
    { name: 'Flow', verdict: 'FLOW', priority: 50, version: 1, failedConditions: [] },
    {
      name: 'Swedes',
      verdict: 'CONDITIONS_FAILED',
      failedConditions: [
        { kind: 'ATTRIBUTE', attribute: 'company', operator: 'IS', values: ['Volvo'] },
        { kind: 'LIST_MEMBER', listId: globalId('PersonList', 'e0000000-0000-4000-8000-000000000000'), member: true },
      ],
    },
    { name: 'Pricing', verdict: 'TRIGGER_PENDING' },
    { name: 'Everywhere', verdict: 'LOWER_PRIORITY' },
  ]);
  expect(first.verdictCounts).toEqual([
    { verdict: 'TRIGGER_PENDING', count: 1 },
    { verdict: 'LOWER_PRIORITY', count: 1 },
    { verdict: 'FLOW', count: 1 },
    { verdict: 'CONDITIONS_FAILED', count: 1 },
  ]);

  const volvo = {
    attributes: [{ name: 'Company', value: ' volvo ' }],
    listIds: [globalId('PersonList', 'e0000000-0000-4000-8000-000000000000')],
    visit: { language: 'sv-FI' },
  };
  expect((await graph.as(viewer).data(winner, { input: volvo })).dialogMatch).toEqual({ dialog: { name: 'Swedes' } });
  const secret = await asked({ pageUrl: site('secret') });
  expect(secret.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    'FLOW',
    'CONDITIONS_FAILED',
    'NOT_TARGETED',
    'EXCLUDED',
  ]);
});

test('what is told of an imagined visitor takes no row to tell', async () => {
  const input = { pageUrl: site('pricing/x'), attributes: [{ name: 'email', value: 'ann@example.com' }] };
  await graph.as(viewer).data(quiet, { input });
  const ran = await graph.statements(async () => {
    for (let time = 0; time < 20; time += 1) await graph.as(viewer).data(quiet, { input });
  });
  expect(ran).toEqual([]);
});

test('of a real visitor the past counts', async () => {
  const { stage } = graph;
  const [done, engaged] = [await stage.visitor(), await stage.visitor({ company: 'Volvo' })];
  await stage.agent();
  const begun = valueOf(await comes(stage, done, site('any'))).conversationId as ConversationId;
  const answer = { conversationId: begun, cardKey: 'ask', response: null, value: null, clientMessageId: null };
  valueOf(await cardAnswer(stage.ports, done, { ...answer, responseKey: 'No' }));
  const input = { visitorId: globalId('Visitor', done.visitorId), pageUrl: site('any') };
  expect((await graph.as(viewer).data(quiet, { input })).dialogMatch.verdicts.at(-1)).toMatchObject({
    name: 'Everywhere',
    verdict: 'COMPLETED',
  });

  const open = valueOf(await comes(stage, engaged, site('any'))).conversationId as ConversationId;
  valueOf(await cardAnswer(stage.ports, engaged, { ...answer, conversationId: open, responseKey: 'Yes' }));
  const elsewhere = { visitorId: globalId('Visitor', engaged.visitorId), pageUrl: site('pricing/x') };
  const told = (await graph.as(viewer).data(quiet, { input: elsewhere })).dialogMatch;
  expect(told.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    'FLOW',
    'ENGAGED_ELSEWHERE',
    'ENGAGED_ELSEWHERE',
    'WINS',
  ]);
  expect((await graph.as(viewer).data(winner, { input: elsewhere })).dialogMatch).toEqual({
    dialog: { name: 'Everywhere' },
  });
});

test('it is for who sees the dialogs, and about a visitor for who sees the conversations', async () => {
  const visitor = await graph.stage.visitor();
  const input = { pageUrl: site('') };
  const about = { visitorId: globalId('Visitor', visitor.visitorId) };
  expect(await graph.as(visitor).refusal(winner, { input })).toBe('FORBIDDEN at dialogMatch');
  expect(await graph.as(staff(graph.stage, [])).refusal(winner, { input })).toBe('FORBIDDEN at dialogMatch');
  const author = graph.as(staff(graph.stage, ['DIALOGS_VIEW']));
  expect(await author.refusal(winner, { input })).toBe('');
  expect(await author.refusal(winner, { input: about })).toBe('FORBIDDEN at dialogMatch');
  const unknown = { visitorId: globalId('Visitor', 'e0000000-0000-4000-8000-000000000000') };
  expect(await graph.as(viewer).refusal(winner, { input: unknown })).toBe('BAD_USER_INPUT at dialogMatch');
});

test('what is no page or no visit is refused', async () => {
  for (const input of [
    { pageUrl: 'javascript:alert(1)' },
    { visit: { scrollPercent: 200 } },
    { attributes: Array.from({ length: 201 }, () => ({ name: 'email', value: 'x' })) },
    { listIds: Array.from({ length: 201 }, () => 'x') },
  ]) {
    expect(await graph.as(viewer).refusal(winner, { input })).toBe('BAD_USER_INPUT at dialogMatch');
  }
});

test('at most a hundred are told one by one, the winner among them, and all are counted', async () => {
  const { stage } = graph;
  for (let index = 0; index < 120; index += 1) {
    await publishFor(stage, { name: `Other ${index}`, targets: ['other.example/*'], priority: 100 + index });
  }
  const input = { pageUrl: site('any') };
  const told = (await graph.as(viewer).data(quiet, { input })).dialogMatch;
  expect(told.verdicts).toHaveLength(100);
  expect(told.verdicts.at(-1)).toMatchObject({ name: 'Everywhere', verdict: 'WINS' });
  expect(told.verdictCounts).toEqual(
    expect.arrayContaining([
      { verdict: 'NOT_TARGETED', count: 121 },
      { verdict: 'WINS', count: 1 },
    ]),
  );
});

test('a visitor is told what a dialog waits for, and nothing else of it', async () => {
  const { stage } = graph;
  await publishFor(stage, {
    name: 'Later',
    targets: ['late.example/*'],
    triggers: { scrollPercent: 50 },
    priority: 500,
  });
  const visitor = graph.as(await stage.visitor());
  const start = `mutation ($visit: VisitInput) {
    conversationStart(input: { pageUrl: "https://late.example/x", visit: $visit }) {
      conversation { id } waitsFor { secondsOnPage secondsOnSite scrollPercent exitIntent } userErrors { code field }
    }
  }`;
  expect((await visitor.data(start, {})).conversationStart).toEqual({
    conversation: null,
    waitsFor: { secondsOnPage: null, secondsOnSite: null, scrollPercent: 50, exitIntent: false },
    userErrors: [],
  });
  const scrolled = await visitor.data(start, { visit: { scrollPercent: 55, viewId: 'a' } });
  expect(scrolled.conversationStart).toMatchObject({ conversation: { id: expect.any(String) }, waitsFor: null });
  const refused = await visitor.data(start, { visit: { timeZone: 'Nowhere' } });
  expect(refused.conversationStart.userErrors).toEqual([{ code: 'INVALID', field: ['visit', 'timeZone'] }]);
});

test('business hours are set and told by day and time, to staff', async () => {
  const { stage } = graph;
  const manager = graph.as(staff(stage, ['CHATBOT_SETTINGS_MANAGE']));
  const set = `mutation ($input: BusinessHoursSetInput!) { businessHoursSet(input: $input) {
    workspace { businessHours { timeZone blocks { weekday from to } } } userErrors { code field message }
  } }`;
  const hours = { timeZone: 'Europe/Stockholm', blocks: [{ weekday: 'FRIDAY', from: '09:00', to: '24:00' }] };
  const { businessHoursSet } = await manager.data(set, { input: { hours } });
  expect(businessHoursSet).toEqual({ workspace: { businessHours: hours }, userErrors: [] });
  const read = '{ workspace { businessHours { timeZone } } }';
  expect(await graph.as(await stage.visitor()).refusal(read)).toBe('FORBIDDEN at workspace.businessHours');
  const refused = await manager.data(set, { input: { hours: { ...hours, timeZone: 'Nowhere' } } });
  expect(refused.businessHoursSet.userErrors).toMatchObject([{ code: 'INVALID', field: ['hours', 'timeZone'] }]);
  expect((await manager.data(set, { input: {} })).businessHoursSet.workspace).toEqual({ businessHours: null });
});

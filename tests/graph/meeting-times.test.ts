import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { at, atTheCard, bookable, dayAfterTomorrow, toAMeeting } from '../support/bookable';
import { type Graph, openGraph } from '../support/graph';
import { integration, profile } from '../support/staff';
import type { Stage } from '../support/stage';
import { meets, publishes } from '../support/stage-plays';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let admin: AgentActor;
let vera: VisitorActor;
beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  ann = await bookable(stage, 'Ann');
  admin = profile(stage, 'ADMIN');
  vera = await stage.visitor();
});
afterEach(() => graph.close());

async function bookAtTen() {
  await stage.dialog({ cards: toAMeeting() });
  const conversationId = globalId('Conversation', await atTheCard(stage, vera));
  const startsAt = (await at(stage, '10:00')).toISOString();
  const book = `mutation ($i: MeetingBookInput!) { meetingBook(input: $i) { meeting { id } userErrors { code } } }`;
  const i = { conversationId, startsAt, timeZone: 'UTC', email: 'vera@example.com' };
  return (await graph.as(vera).data(book, { i })).meetingBook;
}

test('the prompt of a meeting is in the visitor’s language, behind a flow too, and its times are for the visitor alone', async () => {
  const flowId = await publishes(stage, toAMeeting({ translations: [{ language: 'sv', text: 'Välj en tid.' }] }), {
    kind: 'FLOW',
  });
  await publishes(stage, [{ kind: 'FLOW', key: 'inner', flowId, next: null }], { priority: 1 });
  const visitor = await stage.visitor();
  const player = await meets(stage, visitor, { visit: { language: 'sv-SE' } });
  const id = globalId('Conversation', player.id);
  const from = await dayAfterTomorrow(stage);
  const days = (count: number) => new Date(from.getTime() + count * 86_400_000).toISOString();
  const document = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $timeZone: String!) {
    conversation(id: $id) { prompt { __typename key text html ... on MeetingPrompt {
      passLabel slots(from: $from, to: $to, timeZone: $timeZone) { time } } } } }`;
  const range = { id, from: days(0), to: days(1), timeZone: 'UTC' };
  const asked = {
    __typename: 'MeetingPrompt',
    key: 'inner/meet',
    text: 'Välj en tid.',
    html: null,
    passLabel: 'Nej tack',
  };
  const own = (await graph.as(visitor).data(document, range)).conversation.prompt;
  expect(own).toMatchObject(asked);
  expect(own.slots).toHaveLength(16);
  for (const actor of [admin, integration(stage, ['ALL_CONVERSATIONS_VIEW'])]) {
    expect((await graph.as(actor).data(document, range)).conversation.prompt).toEqual({ ...asked, slots: null });
  }
  for (const bad of [{ timeZone: 'Mars' }, { to: days(-1) }, { to: days(43) }]) {
    expect(await graph.as(visitor).refusal(document, { ...range, ...bad })).toBe(
      'BAD_USER_INPUT at conversation.prompt.slots',
    );
  }
  // Behind its answer there is no prompt, and what it offered is gone.
  await player.says('inner/meet', 'pass');
  expect((await graph.as(visitor).data(document, range)).conversation.prompt).toBeNull();
  const slots = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $timeZone: String!) {
    meetingSlots(input: { conversationId: $id, from: $from, to: $to, timeZone: $timeZone }) { time } }`;
  expect(await graph.as(visitor).refusal(slots, range)).toMatch(/^BAD_USER_INPUT/);
});

test('the times that a meeting can be moved to are for its visitor, its agent and who manages meetings', async () => {
  const { meeting } = await bookAtTen();
  const from = await dayAfterTomorrow(stage);
  const range = { from: from.toISOString(), to: new Date(from.getTime() + 86_400_000).toISOString(), timeZone: 'UTC' };
  const document = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $timeZone: String!) {
    node(id: $id) { ... on Meeting { slots(from: $from, to: $to, timeZone: $timeZone) { time } } } }`;
  const timesOf = async (actor: Parameters<Graph['as']>[0]) => {
    const { node } = await graph.as(actor).data(document, { id: meeting.id, ...range });
    return node === null ? 'NO MEETING' : node.slots === null ? 'NO TIMES' : node.slots.length;
  };
  // Its own time is among them: it would be free once the meeting is moved.
  expect(await timesOf(vera)).toBe(16);
  expect(await timesOf(ann)).toBe(16);
  expect(await timesOf(integration(stage, ['MEETINGS_MANAGE']))).toBe(16);
  // Who reads the conversation sees the meeting in it, and not whose times are free.
  expect(await timesOf(integration(stage, ['ALL_CONVERSATIONS_VIEW']))).toBe('NO TIMES');
  expect(await timesOf(await stage.visitor())).toBe('NO MEETING');
  expect(await timesOf(await bookable(stage, 'Bob'))).toBe('NO MEETING');
  expect(await graph.as(vera).refusal(document, { id: meeting.id, ...range, timeZone: 'Mars' })).toBe(
    'BAD_USER_INPUT at node.slots',
  );
  const cancel = `mutation ($id: ID!) { meetingCancel(input: { meetingId: $id }) { userErrors { code } } }`;
  expect((await graph.as(vera).data(cancel, { id: meeting.id })).meetingCancel.userErrors).toEqual([]);
  expect(await timesOf(vera)).toBe(0);
});

import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { at, atTheCard, bookable, books, dayAfterTomorrow, toAMeeting } from '../support/bookable';
import { type Graph, openGraph } from '../support/graph';
import { integration, profile } from '../support/staff';
import { valueOf } from '../support/stage';

let graph: Graph;
let ann: AgentActor;
let admin: AgentActor;
let vera: VisitorActor;
let conversationId: string;
beforeEach(async () => {
  graph = await openGraph();
  ann = await bookable(graph.stage, 'Ann', { conferencing: 'Room 7' });
  admin = profile(graph.stage, 'ADMIN');
  await graph.stage.dialog({ cards: toAMeeting() });
  vera = await graph.stage.visitor();
  conversationId = globalId('Conversation', await atTheCard(graph.stage, vera));
});
afterEach(() => graph.close());

const bookDocument = `mutation ($i: MeetingBookInput!) { meetingBook(input: $i) {
  meeting { id status startsAt endsAt hasPassed timeZone attendeeEmail conferencing agent { name } visitor { id } conversation { id } }
  conversation { status prompt { key } meetings { id } }
  userErrors { code field }
} }`;
const meetingsOf = `{ meetings(first: 10) { totalCount nodes { id agent { name } queue inCalendar pageUrl } } }`;

async function bookAt(time: string, input: object = {}) {
  const startsAt = (await at(graph.stage, time)).toISOString();
  const i = { conversationId, startsAt, timeZone: 'Asia/Kolkata', email: 'vera@example.com', ...input };
  return (await graph.as(vera).data(bookDocument, { i })).meetingBook;
}

test('a visitor reads the times at the prompt and books one of them', async () => {
  const from = await dayAfterTomorrow(graph.stage);
  const to = new Date(from.getTime() + 86_400_000);
  const range = { from: from.toISOString(), to: to.toISOString(), timeZone: 'Asia/Kolkata' };
  const document = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $timeZone: String!) {
    conversation(id: $id) { prompt { __typename key text ... on MeetingPrompt {
      passLabel slots(from: $from, to: $to, timeZone: $timeZone) { startsAt endsAt date time } } } }
    meetingSlots(input: { conversationId: $id, from: $from, to: $to, timeZone: $timeZone }) { startsAt endsAt date time }
  }`;
  const asked = await graph.as(vera).data(document, { id: conversationId, ...range });
  const { prompt } = asked.conversation;
  expect(prompt).toMatchObject({
    __typename: 'MeetingPrompt',
    key: 'meet',
    text: 'Choose a time.',
    passLabel: 'No, thanks',
  });
  expect(prompt.slots).toEqual(asked.meetingSlots);
  expect(prompt.slots[0]).toEqual({
    startsAt: (await at(graph.stage, '09:00')).toISOString(),
    endsAt: (await at(graph.stage, '09:30')).toISOString(),
    date: from.toISOString().slice(0, 10),
    time: '14:30',
  });
  const { startsAt, endsAt } = prompt.slots[2];
  const booked = await bookAt('10:00', { startsAt, endsAt });
  expect(booked).toMatchObject({
    userErrors: [],
    meeting: {
      status: 'SCHEDULED',
      startsAt,
      endsAt,
      hasPassed: false,
      timeZone: 'Asia/Kolkata',
      attendeeEmail: 'vera@example.com',
      conferencing: 'Room 7',
      agent: { name: 'Ann' },
      visitor: { id: globalId('Visitor', vera.visitorId) },
      conversation: { id: conversationId },
    },
    conversation: { status: 'COMPLETED', prompt: null },
  });
  expect(booked.conversation.meetings).toEqual([{ id: booked.meeting.id }]);
});

test('moving and cancelling answer with the meeting, refusals with why', async () => {
  const { meeting } = await bookAt('10:00');
  const startsAt = (await at(graph.stage, '11:00')).toISOString();
  const move = `mutation ($i: MeetingMoveInput!) { meetingMove(input: $i) { meeting { status startsAt } userErrors { code field } } }`;
  const cancel = `mutation ($i: MeetingCancelInput!) { meetingCancel(input: $i) { meeting { status } userErrors { code field } } }`;
  const i = { meetingId: meeting.id, startsAt };
  expect((await graph.as(vera).data(move, { i })).meetingMove).toEqual({
    meeting: { status: 'RESCHEDULED', startsAt },
    userErrors: [],
  });
  const stranger = await graph.stage.visitor();
  expect((await graph.as(stranger).data(cancel, { i: { meetingId: meeting.id } })).meetingCancel).toEqual({
    meeting: null,
    userErrors: [{ code: 'NOT_FOUND', field: ['meetingId'] }],
  });
  expect((await graph.as(ann).data(cancel, { i: { meetingId: meeting.id } })).meetingCancel).toEqual({
    meeting: { status: 'CANCELLED' },
    userErrors: [],
  });
});

test('staff list the meetings that are theirs to know', async () => {
  const { meeting } = await bookAt('10:00');
  const seen = {
    id: meeting.id,
    agent: { name: 'Ann' },
    queue: null,
    inCalendar: false,
    pageUrl: 'https://shop.example/pricing',
  };
  expect(await graph.as(admin).data(meetingsOf)).toEqual({ meetings: { totalCount: 1, nodes: [seen] } });
  expect(await graph.as(ann).data(meetingsOf)).toEqual({ meetings: { totalCount: 1, nodes: [seen] } });
  const bob = await bookable(graph.stage, 'Bob');
  expect((await graph.as(bob).data(meetingsOf)).meetings.nodes).toEqual([]);
  const ofAnn = `{ meetings(filter: { agentId: "${globalId('Agent', ann.agentId)}" }) { nodes { id } } }`;
  expect((await graph.as(bob).data(ofAnn)).meetings.nodes).toEqual([]);
  for (const actor of [vera, integration(graph.stage, ['AGENTS_MANAGE'])]) {
    expect(await graph.as(actor).refusal('{ meetings { nodes { id } } }')).toMatch(/^FORBIDDEN/);
  }
  const filtered = async (filter: string): Promise<number> =>
    (await graph.as(admin).data(`{ meetings(filter: { ${filter} }) { nodes { id } } }`)).meetings.nodes.length;
  const day = (await dayAfterTomorrow(graph.stage)).toISOString();
  expect(await filtered('status: SCHEDULED, passed: false')).toBe(1);
  expect(await filtered('status: CANCELLED')).toBe(0);
  expect(await filtered('passed: true')).toBe(0);
  expect(await filtered(`from: "${day}"`)).toBe(1);
  expect(await filtered(`to: "${day}"`)).toBe(0);
});

test('a meeting by its id is for its people, and for who reads the conversation', async () => {
  const { meeting } = await bookAt('10:00');
  const document = `query ($id: ID!) { node(id: $id) { __typename ... on Meeting { attendeeEmail conversation { id } visitor { id } } } }`;
  const ask = async (actor: Parameters<Graph['as']>[0]) =>
    (await graph.as(actor).data(document, { id: meeting.id })).node;
  expect(await ask(vera)).toMatchObject({ attendeeEmail: 'vera@example.com', conversation: { id: conversationId } });
  // Booked, but never served the chat: the meeting, and nothing more of the visitor.
  expect(await ask(ann)).toMatchObject({ attendeeEmail: 'vera@example.com', conversation: null, visitor: null });
  expect(await ask(integration(graph.stage, ['ALL_CONVERSATIONS_VIEW']))).toMatchObject({
    conversation: { id: conversationId },
  });
  expect(await ask(await graph.stage.visitor())).toBeNull();
  expect(await ask(await bookable(graph.stage, 'Bob'))).toBeNull();
});

test('the visitor’s stream and the agent’s tell of the meeting, each once', async () => {
  const document = `subscription { events(filter: { types: [MEETING_BOOKED] }) { ... on EventBatch { events {
    __typename conversation { id } ... on MeetingBooked { meeting { startsAt } } } } ... on CaughtUp { cursor } } }`;
  const streams = await Promise.all(
    [vera, ann, integration(graph.stage, ['ALL_CONVERSATIONS_VIEW'])].map((actor) => graph.as(actor).listen(document)),
  );
  for (const stream of streams) expect((await stream.next()).events.cursor).toBeDefined();
  const { meeting } = await bookAt('10:00');
  const told = await Promise.all(streams.map(async (stream) => (await stream.next()).events.events));
  const whole = [
    { __typename: 'MeetingBooked', conversation: { id: conversationId }, meeting: { startsAt: meeting.startsAt } },
  ];
  expect(told).toEqual([whole, [{ ...whole[0], conversation: null }], whole]);
  await Promise.all(streams.map((stream) => stream.leave()));
});

test('staff try out whose times a card would offer', async () => {
  const day = await dayAfterTomorrow(graph.stage);
  const input = {
    routing: { strategy: 'ROUND_ROBIN' },
    from: day.toISOString(),
    to: new Date(day.getTime() + 86_400_000).toISOString(),
    timeZone: 'UTC',
  };
  const document = `query ($input: MeetingSlotsInput!) { meetingSlots(input: $input) { time } }`;
  expect((await graph.as(admin).data(document, { input })).meetingSlots).toHaveLength(16);
  expect(await graph.as(ann).refusal(document, { input })).toMatch(/^FORBIDDEN/);
  expect(await graph.as(vera).refusal(document, { input })).toMatch(/^BAD_USER_INPUT/);
  expect(await graph.as(admin).refusal(document, { input: { ...input, timeZone: 'Mars' } })).toMatch(/^BAD_USER_INPUT/);
});

test('bookable hours are told as they were set', async () => {
  const update = `mutation ($i: AgentMeetingSettingsUpdateInput!) { agentMeetingSettingsUpdate(input: $i) {
    agent { meetingSettings { hours { timeZone blocks { weekday from to } } durationMinutes noticeMinutes conferencing invitation }
      calendar { url } } userErrors { code field } } }`;
  const hours = { timeZone: 'Europe/Stockholm', blocks: [{ weekday: 'TUESDAY', from: '22:00', to: '24:00' }] };
  const agentId = globalId('Agent', ann.agentId);
  const i = { agentId, hours, durationMinutes: 45, conferencing: null, invitation: 'Hi' };
  expect((await graph.as(ann).data(update, { i })).agentMeetingSettingsUpdate).toEqual({
    userErrors: [],
    agent: {
      meetingSettings: { hours, durationMinutes: 45, noticeMinutes: 0, conferencing: null, invitation: 'Hi' },
      calendar: null,
    },
  });
  const others = `query ($id: ID!) { node(id: $id) { ... on Agent { calendar { url } } } }`;
  const bob = await bookable(graph.stage, 'Bob');
  expect(await graph.as(bob).refusal(others, { id: agentId })).toMatch(/^FORBIDDEN/);
  const away = { agentId, hours: null };
  const gone = (await graph.as(admin).data(update, { i: away })).agentMeetingSettingsUpdate.agent.meetingSettings;
  expect([gone.hours, gone.durationMinutes]).toEqual([null, 45]);
});

test('the outbox is for who manages agents; preferences are one’s own', async () => {
  await bookAt('10:00');
  const outbox = `{ outbox(first: 5, state: WAITING) { totalCount nodes { id to subject state hasInvitation attempts sentAt fault } } }`;
  const { nodes, totalCount } = (await graph.as(admin).data(outbox)).outbox;
  expect(totalCount).toBe(2);
  expect(nodes[0]).toMatchObject({ state: 'WAITING', hasInvitation: true, attempts: 0, sentAt: null, fault: null });
  expect((await graph.as(admin).data('{ outbox(state: SENT) { nodes { id } } }')).outbox.nodes).toEqual([]);
  for (const actor of [ann, vera])
    expect(await graph.as(actor).refusal('{ outbox { nodes { id } } }')).toMatch(/^FORBIDDEN/);
  const retry = `mutation ($id: ID!) { mailRetry(input: { mailId: $id }) { mail { id } userErrors { code } } }`;
  expect((await graph.as(admin).data(retry, { id: nodes[0].id })).mailRetry.userErrors).toEqual([{ code: 'CONFLICT' }]);
  const byId = `query ($id: ID!) { node(id: $id) { ... on Mail { to } } }`;
  expect((await graph.as(ann).data(byId, { id: nodes[0].id })).node).toBeNull();
  expect((await graph.as(admin).data(byId, { id: nodes[0].id })).node).toEqual({ to: nodes[0].to });

  const wanted = `{ notificationPreferences { failedChats failedMeetings usage } }`;
  const set = `mutation { notificationPreferencesSet(input: { usage: false }) {
    notificationPreferences { failedChats failedMeetings usage } userErrors { code } } }`;
  const all = { failedChats: true, failedMeetings: true, usage: true };
  expect((await graph.as(ann).data(wanted)).notificationPreferences).toEqual(all);
  expect((await graph.as(ann).data(set)).notificationPreferencesSet).toEqual({
    notificationPreferences: { ...all, usage: false },
    userErrors: [],
  });
  expect(await graph.as(vera).refusal(wanted)).toMatch(/^FORBIDDEN/);
});

test('a page of meetings with agents costs the same few statements, however many there are', async () => {
  const names = async (): Promise<readonly string[]> =>
    graph.statements(() =>
      graph.as(admin).data('{ meetings(first: 50) { nodes { id agent { name } visitor { name } } } }'),
    );
  await bookAt('10:00');
  const one = await names();
  for (const time of ['11:00', '12:00', '13:00']) {
    const visitor = await graph.stage.visitor();
    const id = await atTheCard(graph.stage, visitor);
    valueOf(await books(graph.stage, visitor, { conversationId: id, startsAt: await at(graph.stage, time) }));
  }
  expect((await names()).length).toBe(one.length);
  expect(one.length).toBeLessThanOrEqual(3);
});

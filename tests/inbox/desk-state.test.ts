import { applyEvent, withRow } from '../../clients/inbox/src/desk/apply-event';
import { decisionSentence } from '../../clients/inbox/src/desk/decision';
import { linesOf } from '../../clients/inbox/src/desk/lines';
import { willRing } from '../../clients/inbox/src/desk/ringing-sentence';
import {
  type Agent,
  type DeskState,
  emptyDesk,
  emptyThread,
  type Message,
  type Offer,
  type Row,
  rowsOf,
  visitorName,
} from '../../clients/inbox/src/desk/state';
import { placeName, shortAge } from '../../clients/inbox/src/words';
import type { StaffEventFragment } from '../../clients/sdk/generated/graphql';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 12, minute)).toISOString();

const ann: Agent = {
  id: 'ann',
  name: 'Ann',
  avatarUrl: null,
  email: null,
  active: true,
  available: true,
  reachable: true,
  capacity: 2,
  activeChatCount: 0,
  pendingOfferCount: 0,
  willRing: { reason: null, sentence: 'You will ring' },
};

function message(sequence: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${sequence}`,
    sequence,
    author: 'VISITOR',
    authorName: 'Vera',
    text: `text ${sequence}`,
    html: null,
    cardKey: null,
    document: null,
    systemCode: null,
    clientMessageId: null,
    createdAt: at(sequence),
    ...change,
  };
}

type Chat = NonNullable<Row['liveChat']>;

function row(id: string, state: Chat['state'], agentId: string | null = 'ann'): Row {
  return {
    id,
    status: 'OPEN',
    pageUrl: null,
    startedAt: at(0),
    engagedAt: at(0),
    endedAt: null,
    unreadCount: 0,
    guest: null,
    visitor: { id: `v-${id}`, name: 'Vera', email: null, place: null },
    lastMessage: null,
    liveChat: {
      id: `l-${id}`,
      state,
      agentName: null,
      agentAvatarUrl: null,
      requestedAt: at(0),
      connectedAt: at(1),
      idleWarnsAt: null,
      idleEndsAt: null,
      waitEndsAt: null,
      endedAt: null,
      endReason: null,
      agent: agentId === null ? null : { id: agentId },
    },
  };
}

function offer(id: string, agentId = 'ann', state: Offer['state'] = 'PENDING'): Offer {
  const agent = { id: agentId, name: agentId };
  const request = { kind: 'REQUEST', note: null, from: null } as const;
  return { ...request, id, state, attempt: 1, offeredAt: at(0), expiresAt: at(2), agent, conversation: null };
}

const desk: DeskState = { ...emptyDesk, phase: 'ready', agent: ann, permissions: ['LIVE_CHAT_TAKE'] };
const told = { id: 'e', occurredAt: at(0) };
const after = (state: DeskState, ...events: readonly StaffEventFragment[]): DeskState =>
  events.reduce(applyEvent, state);
const ids = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);

test('an accepted offer stops ringing and its chat is active', () => {
  const state = after(
    desk,
    { ...told, __typename: 'OfferCreated', offer: offer('o') },
    { ...told, __typename: 'OfferAccepted', offer: offer('o', 'ann', 'ACCEPTED'), conversation: row('c', 'CONNECTED') },
  );
  expect(state.offers).toEqual([]);
  expect(ids(rowsOf(state, 'active'))).toEqual(['c']);
});

test('an offer to a colleague does not ring here, and one that comes twice rings once', () => {
  const state = after(
    desk,
    { ...told, __typename: 'OfferCreated', offer: offer('theirs', 'bo') },
    { ...told, __typename: 'OfferCreated', offer: offer('mine') },
    { ...told, __typename: 'OfferCreated', offer: offer('mine') },
  );
  expect(state.offers.map((each) => each.offer.id)).toEqual(['mine']);
});

test('an expired or withdrawn offer says why it goes', () => {
  const ringing = after(desk, { ...told, __typename: 'OfferCreated', offer: offer('o') });
  for (const __typename of ['OfferExpired', 'OfferWithdrawn'] as const) {
    const [gone] = after(ringing, { ...told, __typename, offer: offer('o') }).offers;
    expect(gone?.state).toBe('gone');
    expect(gone?.note).toMatch(/\.$/);
  }
});

test('a chat that ends moves from the active to the past ones, and the counts follow', () => {
  const connected = withRow({ ...desk, past: { ...desk.past, count: 4 } }, row('c', 'CONNECTED'));
  const ended = after(connected, {
    ...told,
    __typename: 'LiveChatEnded',
    conversation: row('c', 'ENDED'),
  });
  expect([rowsOf(ended, 'active').length, rowsOf(ended, 'past').length, ended.past.count]).toEqual([0, 1, 5]);
});

test('the end of a chat that may be read no longer makes the list ask which it was', () => {
  expect(after(desk, { ...told, __typename: 'LiveChatEnded', conversation: null }).listStale).toBe(true);
});

test('a message joins the opened thread once, in order, and ends the typing of who wrote it', () => {
  const open: DeskState = {
    ...withRow(desk, row('c', 'CONNECTED')),
    threads: new Map([['c', { ...emptyThread, state: 'ready' as const, messages: [message(1)] }]]),
    typing: new Map([['c', { author: 'VISITOR', authorName: null, until: at(9) }]]),
  };
  const added = { ...told, __typename: 'MessageAdded', conversation: row('c', 'CONNECTED') } as const;
  const state = after(open, { ...added, message: message(2) }, { ...added, message: message(2) });
  expect(state.threads.get('c')?.messages.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(state.threads.get('c')?.stale).toBe(false);
  expect(state.typing.size).toBe(0);
  const hole = after(state, { ...added, message: message(4) });
  expect(hole.threads.get('c')?.messages).toHaveLength(2);
  expect(hole.threads.get('c')?.stale).toBe(true);
});

test('what a colleague or the bot has is in none of the lists', () => {
  const state = withRow(withRow(desk, row('theirs', 'CONNECTED', 'bo')), row('waiting', 'ROUTING', null));
  expect(state.rows.size).toBe(0);
});

test('the sentence beside the switch tells the first reason why nothing will ring', () => {
  const live = { state: 'live' } as const;
  expect(willRing(desk, live).sentence).toBe('You will ring');
  expect(willRing({ ...desk, agent: { ...ann, activeChatCount: 1, pendingOfferCount: 1 } }, live)).toMatchObject({
    willRing: false,
    sentence: 'You will not ring: all 2 places taken',
  });
  expect(willRing({ ...desk, agent: { ...ann, available: false } }, live).sentence).toMatch(/unavailable/);
  const away = { reason: 'UNAVAILABLE', sentence: 'Outside your hours until Mon 09:00' } as const;
  expect(willRing({ ...desk, agent: { ...ann, available: false, willRing: away } }, live)).toEqual({
    willRing: false,
    sentence: away.sentence,
  });
  expect(willRing(desk, { state: 'connecting' }).sentence).toMatch(/no connection/);
  expect(willRing({ ...desk, permissions: [] }, live).sentence).toBe('You do not take live chats');
});

test('runs of one author are grouped, until somebody else speaks, time passes or the day ends', () => {
  const messages = [
    message(1),
    message(2),
    message(3, { author: 'AGENT', authorName: 'Ann' }),
    message(4, { author: 'SYSTEM', authorName: null }),
    message(5),
    message(20),
  ];
  const lines = linesOf(messages, [], Date.parse(at(30)));
  const runs = lines.map((line) =>
    line.kind === 'bubble' ? `${line.first ? 'first' : ''}${line.last ? 'last' : ''}` : line.kind,
  );
  expect(runs).toEqual(['day', 'first', 'last', 'firstlast', 'note', 'firstlast', 'firstlast']);
});

test('a decision is told in one sentence', () => {
  const decision = {
    id: 'd',
    strategy: 'ROUND_ROBIN' as const,
    outcome: 'OFFERED' as const,
    ruleName: null,
    fallbackReason: null,
    decidedAt: at(0),
    agent: { id: 'ann', name: 'Ann' },
    rules: [],
    candidates: [],
    verdictCounts: [
      { reason: null, count: 2 },
      { reason: 'AT_CAPACITY' as const, count: 1 },
    ],
  };
  expect(decisionSentence(decision, 'ann')).toBe('It was offered to you in turn: 2 of 3 agents could take it.');
  expect(decisionSentence({ ...decision, ruleName: 'Nordics' }, 'bo')).toMatch(/to Ann by the rule “Nordics”/);
  expect(decisionSentence({ ...decision, outcome: 'FALLBACK', agent: null }, 'ann')).toMatch(/^Nobody could/);
});

test('an age is short', () => {
  const now = Date.parse('2026-01-05T12:00:00Z');
  const ages = [10, 250, 7_300, 200_000].map((seconds) => shortAge(new Date(now - seconds * 1_000).toISOString(), now));
  expect(ages).toEqual(['now', '4 min', '2 h', 'Sat']);
});

test('a visitor is called by name, else by address, else by where they are', () => {
  const nobody = { name: null, email: null, place: null };
  expect(visitorName({ ...nobody, name: 'Vera', email: 'v@example.com', place: 'Malmö' })).toBe('Vera');
  expect(visitorName({ ...nobody, email: 'v@example.com', place: 'Malmö' })).toBe('v@example.com');
  expect(visitorName({ ...nobody, place: 'Malmö' })).toBe('Visitor from Malmö');
  expect(visitorName({ ...nobody, place: 'SE' })).toBe('Visitor from Sweden');
  expect(visitorName(nobody)).toBe('Visitor');
  expect(placeName('XX')).toBe('XX');
});

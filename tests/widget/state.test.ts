import type { OutgoingMessage } from '../../clients/sdk/outbox';
import type { ChatMessage, LiveChat, Snapshot, Standing } from '../../clients/widget/chat';
import {
  arrived,
  initialState,
  lengthened,
  loaded,
  onItsWay,
  type State,
  stageOf,
  stands,
  unreadCount,
} from '../../clients/widget/state';

const now = Date.parse('2030-01-01T12:00:00Z');

function message(sequence: number, change: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `m${sequence}`,
    sequence,
    author: 'AGENT',
    authorName: 'Ann',
    text: `text ${sequence}`,
    html: null,
    cardKey: null,
    document: null,
    systemCode: null,
    clientMessageId: null,
    createdAt: '2030-01-01T12:00:00Z',
    ...change,
  };
}

const liveChat: LiveChat = {
  state: 'CONNECTED',
  agentName: 'Ann',
  agentAvatarUrl: null,
  requestedAt: '2030-01-01T11:59:00Z',
  place: null,
  waitSeconds: null,
  asksForEmail: false,
  waitEndsAt: null,
  idleWarnsAt: '2030-01-01T12:09:00Z',
  idleEndsAt: '2030-01-01T12:10:00Z',
  endReason: null,
};
const standing: Standing = { id: 'c', status: 'OPEN', isEngaged: true, prompt: null, liveChat };

function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return { ...standing, messages: [], unreadCount: 0, poke: true, meetings: [], cursor: 'k', before: null, ...change };
}

function outgoing(clientMessageId: string, change: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    conversationId: 'c',
    clientMessageId,
    text: 'on its way',
    state: 'sending',
    writtenAt: '2030-01-01T12:00:01Z',
    sequence: null,
    problem: null,
    willRetry: false,
    ...change,
  };
}

const texts = (state: State): readonly string[] => state.entries.map(({ text }) => text);

test('messages stand in the order of the server, however they arrive, and each once', () => {
  const state = [3, 1, 2, 3].reduce((before, sequence) => arrived(before, message(sequence)), initialState);
  expect(texts(state)).toEqual(['text 1', 'text 2', 'text 3']);
});

test('what is on its way stands below what is stored, and turns into its stored copy under the same key', () => {
  const sending = onItsWay(loaded(initialState, snapshot({ messages: [message(1)] }), now), [outgoing('own')]);
  expect(sending.entries.map(({ key, delivery }) => [key, delivery])).toEqual([
    ['m1', 'SENT'],
    ['own', 'SENDING'],
  ]);
  const stored = arrived(sending, message(2, { author: 'VISITOR', text: 'on its way', clientMessageId: 'own' }));
  expect(stored.entries.map(({ key, delivery }) => [key, delivery])).toEqual([
    ['m1', 'SENT'],
    ['own', 'SENT'],
  ]);
});

test('a chosen answer is shown at once and replaced by the stored one, whatever key that has', () => {
  const answering = { key: 'chosen', text: 'Yes', at: '2030-01-01T12:00:00Z' };
  const chosen = onItsWay({ ...initialState, answering }, []);
  expect(texts(chosen)).toEqual(['Yes']);
  const stored = arrived(chosen, message(1, { author: 'VISITOR', text: 'Yes', clientMessageId: 'other' }));
  expect(texts(stored)).toEqual(['Yes']);
  expect(stored.answering).toBeNull();
});

test('messages of others behind what was read are unread; the system’s and one’s own are not', () => {
  const authors = ['BOT', 'AGENT', 'SYSTEM', 'VISITOR', 'AGENT'] as const;
  const messages = authors.map((author, index) => message(index + 1, { author }));
  const state = loaded(initialState, snapshot({ messages, unreadCount: 4 }), now);
  expect(unreadCount(state)).toBe(2);
  expect(unreadCount(arrived(state, message(6, { author: 'VISITOR' })))).toBe(0);
});

test('the idle warning holds until a person writes, and is there again after a reload', () => {
  const warned = { ...loaded(initialState, snapshot(), now), idleEndsAt: '2030-01-01T12:10:00Z' };
  expect(arrived(warned, message(1, { author: 'SYSTEM' })).idleEndsAt).not.toBeNull();
  expect(arrived(warned, message(1, { author: 'AGENT' })).idleEndsAt).toBeNull();
  const later = Date.parse('2030-01-01T12:09:30Z');
  expect(loaded(initialState, snapshot(), later).idleEndsAt).toBe('2030-01-01T12:10:00Z');
  expect(loaded(initialState, snapshot(), now).idleEndsAt).toBeNull();
});

test('what was said before stands above, each message once', () => {
  const state = loaded(initialState, snapshot({ messages: [message(3), message(4)], before: 'b3' }), now);
  expect(state.earlier).toBe('b3');
  const longer = lengthened(state, { messages: [message(2), message(3)], before: null });
  expect(texts(longer)).toEqual(['text 2', 'text 3', 'text 4']);
  expect(longer.earlier).toBeNull();
});

test('another conversation takes nothing along of the last one', () => {
  const before = onItsWay(loaded(initialState, snapshot({ messages: [message(1)] }), now), [outgoing('own')]);
  expect(loaded(before, snapshot({ id: 'other' }), now).entries).toEqual([]);
});

test('an error under a card goes with the card', () => {
  const unsaid = { placeholder: null, invalidMessage: null, options: [] };
  const prompt = { kind: 'INFO', key: 'email', text: 'Your e-mail?', input: 'EMAIL', ...unsaid } as const;
  const wrong = { ...stands(initialState, { ...standing, prompt }), promptError: 'That is no address.' };
  expect(stands(wrong, { ...standing, prompt }).promptError).toBe('That is no address.');
  expect(stands(wrong, { ...standing, prompt: { ...prompt, key: 'phone' } }).promptError).toBeNull();
});

test.each([
  [null, 'NOTHING'],
  [{ ...standing, liveChat: null }, 'DIALOG'],
  [{ ...standing, liveChat: { ...liveChat, state: 'ROUTING' } }, 'WAITING'],
  [{ ...standing, liveChat: { ...liveChat, state: 'OFFERED' } }, 'WAITING'],
  [standing, 'CHATTING'],
  [{ ...standing, status: 'COMPLETED' }, 'ENDED'],
  [{ ...standing, status: 'DROPPED' }, 'ENDED'],
] as const)('where the conversation stands decides what the visitor is in the middle of (%#)', (at, stage) => {
  expect(stageOf(at)).toBe(stage);
});

test('an answer that was under way for long takes nothing back that events have told since', () => {
  const offered: Standing = { ...standing, liveChat: { ...liveChat, state: 'OFFERED' } };
  const connected = stands(initialState, standing);
  expect(stands(connected, offered).standing?.liveChat?.state).toBe('CONNECTED');
  expect(stands(connected, { ...standing, liveChat: null }).standing?.liveChat?.state).toBe('CONNECTED');
  const closed = stands(connected, { ...standing, status: 'COMPLETED' });
  expect(stands(closed, standing).standing?.status).toBe('COMPLETED');
});

test('another request of the same conversation, and another conversation, begin anew', () => {
  const connected = stands(initialState, standing);
  const again: LiveChat = { ...liveChat, state: 'OFFERED', requestedAt: '2030-01-01T12:30:00Z' };
  expect(stands(connected, { ...standing, liveChat: again }).standing?.liveChat?.state).toBe('OFFERED');
  expect(stands(connected, { ...standing, id: 'other', liveChat: null }).standing?.id).toBe('other');
});

test('a message that arrives while the conversation is loaded again stays on the screen', () => {
  const first = loaded(initialState, snapshot({ messages: [message(1)] }), now);
  const reloaded = loaded(arrived(first, message(2)), snapshot({ messages: [message(1)] }), now);
  expect(reloaded.messages.map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('why the line is down is said in the language of the widget; why the server refused is said by the server', () => {
  const unreached = outgoing('a', { state: 'failed', problem: 'The server cannot be reached.', willRetry: true });
  const refused = outgoing('b', { state: 'failed', problem: 'Chatten är avslutad.', willRetry: false });
  const { entries } = onItsWay(loaded(initialState, snapshot(), now), [unreached, refused]);
  expect(entries.map(({ delivery, problem }) => [delivery, problem])).toEqual([
    ['FAILED', null],
    ['FAILED', 'Chatten är avslutad.'],
  ]);
});

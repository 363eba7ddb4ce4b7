/** What the team's list makes of what it is told. */
import { changed, type Running, type RunningChat } from '../../clients/inbox/src/desk/running';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();

function chat(id: string, minute: number, state: RunningChat['state'] = 'WAITING'): RunningChat {
  return {
    id: `chat ${id}`,
    state,
    requestedAt: at(minute),
    connectedAt: null,
    agentName: null,
    ringsAt: null,
    conversation: {
      id,
      pageUrl: null,
      isListenedTo: false,
      listeners: [],
      guest: null,
      visitor: { id: `visitor of ${id}`, name: null, place: null },
    },
  };
}
const listed = (...chats: RunningChat[]): Running => ({ chats, total: chats.length, failed: false });
const tell = (running: Running, conversationId: string, liveChat: RunningChat | null): Running =>
  changed(running, { __typename: 'LiveChatChanged', id: 'e', conversationId, liveChat });
const order = ({ chats }: Running): readonly string[] => (chats ?? []).map(({ conversation }) => conversation.id);

test('whoever waits longest is in front, in whatever order it is told', () => {
  const both = tell(tell(listed(), 'b', chat('b', 2)), 'a', chat('a', 1));
  expect(order(both)).toEqual(['a', 'b']);
  expect(both.total).toBe(2);
});

test('a change takes the place of what was there, and told twice it changes nothing', () => {
  const served = chat('a', 1, 'CONNECTED');
  const once = tell(listed(chat('a', 1), chat('b', 2)), 'a', served);
  expect(once).toEqual(listed(served, chat('b', 2)));
  expect(tell(once, 'a', served)).toEqual(once);
});

test('what is over is gone, and what was never here is no loss', () => {
  const left = tell(listed(chat('a', 1), chat('b', 2)), 'a', null);
  expect(left).toEqual(listed(chat('b', 2)));
  expect(tell(left, 'c', null)).toBe(left);
});

test('a visitor who asks again has one line, with the newer chat', () => {
  const again = { ...chat('a', 5), id: 'a later chat' };
  expect(tell(listed(chat('a', 1)), 'a', again)).toEqual(listed(again));
});

test('what comes before the list is loaded is in the list when it comes', () => {
  const unknown: Running = { chats: null, total: 0, failed: false };
  expect(tell(unknown, 'a', chat('a', 1))).toBe(unknown);
});

test('of more than are shown the count stays right', () => {
  const some: Running = { ...listed(chat('a', 1), chat('b', 2)), total: 10 };
  expect(tell(some, 'a', null).total).toBe(9);
  expect(tell(some, 'c', chat('c', 3)).total).toBe(11);
});

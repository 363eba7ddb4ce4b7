/** What the inbox makes of a chat that changes hands. */
import type { StaffEventFragment } from '../../clients/sdk/generated/graphql';
import { applyEvent } from '../../clients/inbox/src/desk/apply-event';
import { linesOf } from '../../clients/inbox/src/desk/lines';
import {
  type DeskState,
  emptyDesk,
  emptyThread,
  type Message,
  type Row,
  rowsOf,
} from '../../clients/inbox/src/desk/state';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
const ann = { id: 'ann', name: 'Ann' };
const ben = { id: 'ben', name: 'Ben' };
const told = { id: 'e', occurredAt: at(0) };

function row(agent: typeof ann, guest: typeof ann | null = null): Row {
  return {
    id: 'c',
    status: 'OPEN',
    pageUrl: null,
    startedAt: at(0),
    engagedAt: at(0),
    endedAt: null,
    unreadCount: 0,
    guest,
    visitor: { id: 'v', name: 'Vera', email: null, place: null },
    lastMessage: null,
    liveChat: {
      id: 'l',
      state: 'CONNECTED',
      agentName: agent.name,
      agentAvatarUrl: null,
      requestedAt: at(0),
      connectedAt: at(0),
      endedAt: null,
      endReason: null,
      agent: { id: agent.id },
    } as Row['liveChat'],
  };
}

/** Ann's desk, with Ann's chat in it, or none. */
function desk(of: Row | null): DeskState {
  const agent = { id: 'ann', name: 'Ann' } as DeskState['agent'];
  const rows = new Map(of === null ? [] : [[of.id, of]]);
  return { ...emptyDesk, phase: 'ready', agent, rows, threads: new Map([['c', { ...emptyThread, state: 'ready' }]]) };
}

const after = (state: DeskState, event: StaffEventFragment): DeskState => applyEvent(state, event);
const active = (state: DeskState): readonly string[] => rowsOf(state, 'active').map(({ id }) => id);

test('a chat that comes to us is in the list at once, and one that goes makes the list ask which it was', () => {
  const handed = { ...told, __typename: 'LiveChatTransferred', fromAgent: ben, toAgent: ann } as const;
  const came = after(desk(null), { ...handed, conversation: row(ann) });
  expect(active(came)).toEqual(['c']);
  expect(came.threads.get('c')?.stale).toBe(true);
  const gone = after(desk(row(ann)), { ...handed, fromAgent: ann, toAgent: ben, conversation: null });
  expect([gone.listStale, gone.handedTo]).toEqual([true, 'Ben']);
});

test('who sees the whole workspace sees it leave the own list by the row alone', () => {
  const handed = { ...told, __typename: 'LiveChatTransferred', fromAgent: ann, toAgent: ben } as const;
  expect(active(after(desk(row(ann)), { ...handed, conversation: row(ben) }))).toEqual([]);
});

test('a guest’s chat is in the list of both', () => {
  const joined = { ...told, __typename: 'LiveChatGuestJoined', guest: ann, conversation: row(ben, ann) } as const;
  expect(active(after(desk(null), joined))).toEqual(['c']);
});

test('that somebody else is asked, and that the chat is over, makes an opened chat ask who that is', () => {
  const asked = { ...told, __typename: 'LiveChatHandoverAsked', conversation: row(ann) } as const;
  const moved = after(desk(row(ann)), asked);
  expect(moved.threads.get('c')?.stale).toBe(true);
  expect(after(desk(null), { ...asked, conversation: null }).threads.get('c')?.stale).toBe(false);
  const over = { ...told, __typename: 'LiveChatEnded', conversation: row(ann) } as const;
  expect(after(desk(row(ann)), over).threads.get('c')?.stale).toBe(true);
});

test('what came back says why, and what was taken back says nothing', () => {
  const offer = {
    id: 'o',
    kind: 'TRANSFER',
    note: null,
    from: ann,
    attempt: 1,
    offeredAt: at(0),
    expiresAt: at(1),
  } as const;
  const back = (state: 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'): string | null | undefined => {
    const returnedOffer = { ...offer, state, agent: ben, conversation: null };
    const event = { ...told, __typename: 'LiveChatOfferReturned', returnedOffer, conversation: row(ann) } as const;
    return after(desk(row(ann)), event).threads.get('c')?.notice;
  };
  expect(back('DECLINED')).toBe('Ben declined. The chat stays with you.');
  expect(back('EXPIRED')).toBe('Ben did not answer. The chat stays with you.');
  expect(back('WITHDRAWN')).toBeNull();
});

test('a whisper stands where it was said, once, and a colleague’s line has the name', () => {
  const said = { id: 'w', text: 'Be kind', agentName: 'Ben', createdAt: at(2), agent: { id: 'ben' } };
  const whispered = { ...told, __typename: 'WhisperAdded', whisper: said, conversation: row(ann) } as const;
  const twice = after(after(desk(row(ann)), whispered), whispered);
  const whispers = twice.threads.get('c')?.whispers ?? [];
  const message = (sequence: number, author: 'AGENT' | 'VISITOR', authorName: string): Message =>
    ({
      id: `m${sequence}`,
      sequence,
      author,
      authorName,
      text: `line ${sequence}`,
      createdAt: at(sequence),
    }) as Message;
  const messages = [message(1, 'VISITOR', 'Vera'), message(2, 'AGENT', 'Ann'), message(3, 'AGENT', 'Ben')];
  const lines = linesOf(messages, [], Date.parse(at(9)), { whispers, ownName: 'Ann' });
  expect(lines.map((line) => (line.kind === 'bubble' ? `${line.text} ${line.colleague}` : line.kind))).toEqual([
    'day',
    'line 1 false',
    'line 2 false',
    'whisper',
    'line 3 true',
  ]);
});

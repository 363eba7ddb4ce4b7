import { idleEndsAt, idleWarnsAt, isOver, moveLiveChat, type LiveChatHappening } from '../../src/routing/conversation';
import { liveChatStates, type LiveChatState } from '../../src/routing/terms';

const happenings = [
  'AGENT_FOUND',
  'NOBODY_FREE',
  'NOBODY_LEFT',
  'ACCEPTED',
  'VISITOR_ENDED',
  'STAFF_ENDED',
  'FELL_IDLE',
] as const satisfies readonly LiveChatHappening[];

const table: Readonly<Record<LiveChatState, readonly string[]>> = {
  ROUTING: ['OFFERED', 'WAITING', 'MISSED COMPLETED', '–', 'ABANDONED DROPPED', 'ABANDONED DROPPED', '–'],
  WAITING: ['OFFERED', '–', 'MISSED COMPLETED', 'CONNECTED', 'ABANDONED DROPPED', 'ABANDONED DROPPED', '–'],
  OFFERED: ['OFFERED', 'WAITING', 'MISSED COMPLETED', 'CONNECTED', 'ABANDONED DROPPED', 'ABANDONED DROPPED', '–'],
  CONNECTED: [
    '–',
    '–',
    '–',
    '–',
    'ENDED VISITOR_ENDED COMPLETED',
    'ENDED AGENT_ENDED COMPLETED',
    'ENDED IDLE_TIMEOUT DROPPED',
  ],
  ENDED: ['–', '–', '–', '–', '–', '–', '–'],
  MISSED: ['–', '–', '–', '–', '–', '–', '–'],
  ABANDONED: ['–', '–', '–', '–', '–', '–', '–'],
};

describe('a live chat', () => {
  const cells = liveChatStates.flatMap((state) =>
    happenings.map((happening, index) => [state, happening, table[state][index]] as const),
  );

  it.each(cells)('in %s, when %s, becomes %s', (state, happening, expected) => {
    const move = moveLiveChat(state, happening);
    const told = move === null ? '–' : [move.state, move.endReason, move.closes].filter(Boolean).join(' ');
    expect(told).toBe(expected);
  });

  it('is over once nothing can happen to it any more', () => {
    expect(liveChatStates.filter(isOver)).toEqual(['ENDED', 'MISSED', 'ABANDONED']);
  });
});

describe('silence', () => {
  const lastActivityAt = new Date('2030-01-01T12:00:00Z');
  const settings = { idleTimeoutSeconds: 600, idleWarningSeconds: 60 };

  it('ends a chat the timeout after the last word', () => {
    expect(idleEndsAt(lastActivityAt, settings)).toEqual(new Date('2030-01-01T12:10:00Z'));
  });

  it('is warned of before it ends the chat', () => {
    expect(idleWarnsAt(lastActivityAt, settings)).toEqual(new Date('2030-01-01T12:09:00Z'));
  });

  it('is not warned of where the workspace wants no warning', () => {
    expect(idleWarnsAt(lastActivityAt, { ...settings, idleWarningSeconds: 0 })).toBeNull();
  });
});
